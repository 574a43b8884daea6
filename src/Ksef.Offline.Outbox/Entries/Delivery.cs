using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>When the document left the house: recorded at any time, without a lease, and never taken back. The first instant of each stays.</summary>
/// <param name="PrintedAt">When its codes were first printed or shown; null if never.</param>
/// <param name="HandedOverAt">When it was first handed over to the buyer; null if never.</param>
/// <param name="How">How it was handed over (paper, mail, EDI ...); null if never.</param>
public sealed record Delivery(Instant? PrintedAt, Instant? HandedOverAt, string? How)
{
    /// <summary>Nothing has left the house.</summary>
    public static Delivery None { get; } = new(null, null, null);

    /// <summary>This record completed by a later one: what is already known stays.</summary>
    /// <param name="later">What was reported now.</param>
    public Delivery Merge(Delivery later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new Delivery(PrintedAt ?? later.PrintedAt, HandedOverAt ?? later.HandedOverAt, How ?? later.How);
    }
}
