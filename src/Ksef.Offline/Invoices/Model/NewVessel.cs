namespace Ksef.Offline.Invoices.Model;

/// <summary>A new vessel (art. 2(10)(b)).</summary>
/// <remarks>FA(3): <c>NowySrodekTransportu</c> with <c>P_22C</c>. Immutable, thread-safe.</remarks>
public sealed record NewVessel : NewMeansOfTransport
{
    /// <summary>Working hours.</summary>
    /// <remarks>FA(3): <c>P_22C</c>; text of 1 to 256 characters.</remarks>
    public required string WorkingHours { get; init; }

    /// <summary>Number of the hull.</summary>
    /// <remarks>FA(3): <c>P_22C1</c>; text of 1 to 256 characters.</remarks>
    public string? HullNumber { get; init; }
}
