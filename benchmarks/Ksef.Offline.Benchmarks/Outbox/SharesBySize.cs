namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>The share of raw on a small and on a large database, and how it changes between them: the median of the rounds, in each of which all four were measured.</summary>
internal sealed record SharesBySize(PairedRate Small, PairedRate Large)
{
    private readonly List<double> _changes = [.. Small.Shares.Zip(Large.Shares, (small, large) => large / small)];

    /// <summary>Share on the large one / share on the small one.</summary>
    public double Change => PairedRate.At(_changes, 0.5);

    /// <summary>Upper quartile / lower quartile of the change.</summary>
    public double Wavering => PairedRate.At(_changes, 0.75) / PairedRate.At(_changes, 0.25);
}
