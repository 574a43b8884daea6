namespace Ksef.Offline.Invoices.Model;

/// <summary>A new aircraft (art. 2(10)(c)).</summary>
/// <remarks>FA(3): <c>NowySrodekTransportu</c> with <c>P_22D</c>. Immutable, thread-safe.</remarks>
public sealed record NewAircraft : NewMeansOfTransport
{
    /// <summary>Working hours.</summary>
    /// <remarks>FA(3): <c>P_22D</c>; text of 1 to 256 characters.</remarks>
    public required string WorkingHours { get; init; }

    /// <summary>Factory number.</summary>
    /// <remarks>FA(3): <c>P_22D1</c>; text of 1 to 256 characters.</remarks>
    public string? FactoryNumber { get; init; }
}
