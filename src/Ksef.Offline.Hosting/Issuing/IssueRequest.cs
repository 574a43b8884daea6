using NodaTime;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>How an invoice is to be issued: in which mode, why, by whom.</summary>
public sealed record IssueRequest
{
    /// <summary>Issue offline in the mode that the announcements open: emergency, unavailability, or else offline24.</summary>
    public static IssueRequest Offline { get; } = new();

    /// <summary>The legal mode; null takes the one that the announcements open when KSeF is not used (<see cref="Deadlines.ModeAdvice.WithoutKsef"/>).</summary>
    public InvoicingMode? Mode { get; init; }

    /// <summary>Why, for the evidence; null takes the advice's own words.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decides: a person or the application. Default <c>application</c>.</summary>
    public string Actor { get; init; } = "application";

    /// <summary>The moment of issue; null for now. Give it when bytes that were issued earlier are taken over.</summary>
    public Instant? IssuedAt { get; init; }
}
