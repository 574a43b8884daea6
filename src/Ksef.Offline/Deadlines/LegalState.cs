namespace Ksef.Offline.Deadlines;

/// <summary>What an invoice is under the Act at an instant: its mode, and what has overtaken it since its issue.</summary>
/// <param name="Mode">The mode that the law sees. Not always the declared one: without a covering announcement a declared emergency or unavailability is offline24.</param>
/// <param name="IsDeclaredModeValid">False where no announcement covers the issue in the declared mode.</param>
/// <param name="IsOvertakenByFailure">A failure was announced within the term before the invoice was sent (arts. 106nha, 106nh(3)(1), 106nf(5)).</param>
/// <param name="IsFreedByTotalFailure">A total failure lifted the duty: the invoice never gets a number.</param>
public readonly record struct LegalState(InvoicingMode Mode, bool IsDeclaredModeValid, bool IsOvertakenByFailure, bool IsFreedByTotalFailure)
{
    /// <summary>The state of an invoice whose mode is valid and that nothing has overtaken.</summary>
    /// <param name="mode">The mode.</param>
    public static LegalState Of(InvoicingMode mode) => new(mode, true, false, false);
}
