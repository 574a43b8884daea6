namespace Ksef.Offline.Outbox.Planning;

/// <summary>When a batch is worth while, and how large it may be.</summary>
public sealed record ConsignmentRules
{
    /// <summary>The rules of the API with a batch from 20 invoices on.</summary>
    public static ConsignmentRules Default { get; } = new();

    /// <summary>From so many waiting invoices of one kind on a batch is opened; 20 by default. An interactive session takes 180 invoices an hour, a batch 10,000 at once.</summary>
    public int BatchFrom { get; init; } = 20;

    /// <summary>At most so many invoices in one batch; 10,000 by default, the limit of the API.</summary>
    public int BatchMax { get; init; } = 10_000;

    /// <summary>At most so many bytes of invoices in one batch, before packing; 100,000,000 by default.</summary>
    public long BatchMaxBytes { get; init; } = 100_000_000;
}
