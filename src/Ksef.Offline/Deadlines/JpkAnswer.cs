namespace Ksef.Offline.Deadlines;

/// <summary>The marker of one invoice in JPK_V7 as of a day of filing.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record JpkAnswer
{
    /// <summary>The marker.</summary>
    public required JpkMarker Marker { get; init; }

    /// <summary>Whether a correction of the JPK becomes due when the KSeF number arrives.</summary>
    public required bool IsCorrectionDueWithNumber { get; init; }

    /// <summary>Whether the row is disputed; a policy of <see cref="JpkPolicies"/> decides it where one exists.</summary>
    public required bool IsDisputed { get; init; }

    /// <summary>Why, in English.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in Polish.</summary>
    public required string ReasonPl { get; init; }
}
