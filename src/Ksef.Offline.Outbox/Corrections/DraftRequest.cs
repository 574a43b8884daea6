using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>A correcting invoice, or a settlement, to be kept as a draft, because an invoice that it names has no KSeF number yet.</summary>
/// <param name="Key">The key that the invoice will have; reserved from now on.</param>
/// <param name="Behind">The invoices whose numbers it waits for (originals, advances); at least one. The entry keeps the first, the draft all: see <see cref="IDraftBuilder.Awaits"/>.</param>
/// <param name="Draft">The draft, in any form that the application's <see cref="IDraftBuilder"/> understands; not empty.</param>
/// <param name="Taxpayer">In whose name it will be sent.</param>
/// <param name="Mode">The legal mode it will be issued in, who decided it and why.</param>
/// <param name="At">When it was drafted.</param>
public sealed record DraftRequest(InvoiceKey Key, IReadOnlyList<InvoiceKey> Behind, ReadOnlyMemory<byte> Draft, TaxpayerContext Taxpayer, ModeDecision Mode, Instant At)
{
    /// <summary>How the register numbers it; null for no own reference.</summary>
    public NumberingScheme? Numbering { get; init; } = new();
}
