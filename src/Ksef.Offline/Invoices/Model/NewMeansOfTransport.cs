using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>One new means of transport: <see cref="NewLandVehicle"/>, <see cref="NewVessel"/> or <see cref="NewAircraft"/>.</summary>
/// <remarks>FA(3): <c>NowySrodekTransportu</c>. Immutable, thread-safe.</remarks>
public abstract record NewMeansOfTransport
{
    private protected NewMeansOfTransport()
    {
    }

    /// <summary>The day it was admitted to use.</summary>
    /// <remarks>FA(3): <c>P_22A</c>; from 2006-01-01 to 2050-01-01.</remarks>
    public required LocalDate AdmittedOn { get; init; }

    /// <summary>The line of the invoice that shows it.</summary>
    /// <remarks>FA(3): <c>P_NrWierszaNST</c>; 1 or more.</remarks>
    public required long LineNumber { get; init; }

    /// <summary>Make.</summary>
    /// <remarks>FA(3): <c>P_22BMK</c>; text of 1 to 256 characters.</remarks>
    public string? Make { get; init; }

    /// <summary>Model.</summary>
    /// <remarks>FA(3): <c>P_22BMD</c>; text of 1 to 256 characters.</remarks>
    public string? Model { get; init; }

    /// <summary>Colour.</summary>
    /// <remarks>FA(3): <c>P_22BK</c>; text of 1 to 256 characters.</remarks>
    public string? Colour { get; init; }

    /// <summary>Registration number.</summary>
    /// <remarks>FA(3): <c>P_22BNR</c>; text of 1 to 256 characters.</remarks>
    public string? RegistrationNumber { get; init; }

    /// <summary>Year of production.</summary>
    /// <remarks>FA(3): <c>P_22BRP</c>; text of 1 to 256 characters.</remarks>
    public string? ProductionYear { get; init; }
}
