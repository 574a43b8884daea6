using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>Which legal mode an invoice is issued in, who decided it, when and why: the API does not know it, so the outbox keeps it.</summary>
/// <param name="Mode">The legal mode.</param>
/// <param name="Reason">Why, in a sentence for the evidence; never empty.</param>
/// <param name="Actor">Who decided: a person or the application.</param>
/// <param name="At">When it was decided.</param>
public sealed record ModeDecision(InvoicingMode Mode, string Reason, string Actor, Instant At);
