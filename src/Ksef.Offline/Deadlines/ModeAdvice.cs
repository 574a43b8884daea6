using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>Which modes an invoice issued at an instant may use.</summary>
/// <param name="At">The instant; the date of issue is its day in Warsaw.</param>
/// <param name="Recommended">The mode to use while KSeF answers.</param>
/// <param name="WithoutKsef">The mode to use when KSeF cannot be reached. An unreachable host is never an announced failure.</param>
/// <param name="Options">All five modes, with reasons.</param>
public sealed record ModeAdvice(Instant At, InvoicingMode Recommended, InvoicingMode WithoutKsef, IReadOnlyList<ModeOption> Options)
{
    /// <summary>What is said of one mode.</summary>
    /// <param name="mode">The mode.</param>
    public ModeOption this[InvoicingMode mode] => Options.First(o => o.Mode == mode);
}
