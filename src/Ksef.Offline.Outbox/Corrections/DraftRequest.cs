using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>A correcting invoice to be kept as a draft, because its original has no KSeF number yet.</summary>
/// <param name="Key">The key that the correcting invoice will have; reserved from now on.</param>
/// <param name="Original">The invoice it corrects.</param>
/// <param name="Draft">The draft, in any form that the application's <see cref="ICorrectionBuilder"/> understands; not empty.</param>
/// <param name="Taxpayer">In whose name it will be sent.</param>
/// <param name="Mode">The legal mode it will be issued in, who decided it and why.</param>
/// <param name="At">When it was drafted.</param>
public sealed record DraftRequest(InvoiceKey Key, InvoiceKey Original, ReadOnlyMemory<byte> Draft, TaxpayerContext Taxpayer, ModeDecision Mode, Instant At)
{
    /// <summary>How the register numbers it; null for no own reference.</summary>
    public NumberingScheme? Numbering { get; init; } = new();
}
