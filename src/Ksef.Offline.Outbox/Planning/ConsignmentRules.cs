namespace Ksef.Offline.Outbox.Planning;

/// <summary>When a batch is worthwhile, and how large it may be.</summary>
public sealed record ConsignmentRules
{
    /// <summary>The rules of the API with a batch from 20 invoices on.</summary>
    public static ConsignmentRules Default { get; } = new();

    /// <summary>
    /// How many invoices of one kind must be waiting before a batch is opened; 20 by default. An interactive session takes 180 invoices an hour, a batch 10,000 at once. Fewer go by batch too where limits and
    /// time left would make some of them too late one by one; <see cref="int.MaxValue"/> for never, but for attachments.
    /// </summary>
    public int BatchFrom { get; init; } = 20;

    /// <summary>The greatest number of invoices in one batch; 10,000 by default, the limit of the API.</summary>
    public int BatchMax { get; init; } = 10_000;

    /// <summary>The greatest number of bytes of invoices in one batch, before packing; 100,000,000 by default.</summary>
    public long BatchMaxBytes { get; init; } = 100_000_000;
}
