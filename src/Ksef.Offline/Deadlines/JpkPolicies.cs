namespace Ksef.Offline.Deadlines;

/// <summary>The disputed rows of the marker table as named switches. Ask a tax adviser before changing one.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record JpkPolicies
{
    /// <summary>The defaults.</summary>
    public static JpkPolicies Default { get; } = new();

    /// <summary>offline24 or unavailability without a number, later overtaken by a failure notice: <c>DI</c> (default; OFF speaks of art. 106nf(1) invoices only) or <c>OFF</c> (the term runs under art. 106nf).</summary>
    public JpkMarker OvertakenByFailure { get; init => field = OneOf(value, JpkMarker.Di, JpkMarker.Off); } = JpkMarker.Di;

    /// <summary>An online invoice that waits for its number: <c>DI</c> (default) or <c>BFK</c>. No rule was found.</summary>
    public JpkMarker OnlineWithoutNumber { get; init => field = OneOf(value, JpkMarker.Di, JpkMarker.Bfk); } = JpkMarker.Di;

    /// <summary>offline24 or unavailability freed by a later total failure, so that a number never comes: <c>BFK</c> (default, as in art. 106ng) or <c>DI</c>. No correction follows either way.</summary>
    public JpkMarker FreedByTotalFailure { get; init => field = OneOf(value, JpkMarker.Bfk, JpkMarker.Di); } = JpkMarker.Bfk;

    /// <summary>Acquisition or import of services with a foreign invoice: <c>DI</c> (default, practice and tax information) or <c>BFK</c> (statements of the Ministry).</summary>
    public JpkMarker ForeignPurchase { get; init => field = OneOf(value, JpkMarker.Di, JpkMarker.Bfk); } = JpkMarker.Di;

    /// <summary>Whether a correcting invoice takes the marker of the invoice it corrects. Default: no, it has its own state.</summary>
    public bool CorrectionInheritsMarker { get; init; }

    private static JpkMarker OneOf(JpkMarker value, JpkMarker first, JpkMarker second) => value == first || value == second
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"This row takes {first} or {second}.");
}
