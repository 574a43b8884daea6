using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Issuing;

/// <summary>What is known when an invoice is issued.</summary>
/// <param name="Invoice">The issued file.</param>
/// <param name="Taxpayer">In whose name it will be sent.</param>
/// <param name="Mode">The legal mode, who decided it and why.</param>
/// <param name="IssuedAt">The moment of issue.</param>
public sealed record PrepareRequest(IssuedInvoice Invoice, TaxpayerContext Taxpayer, ModeDecision Mode, Instant IssuedAt)
{
    /// <summary>How the register numbers it; null for no own reference.</summary>
    public NumberingScheme? Numbering { get; init; } = new();

    /// <summary>The texts of KOD I and KOD II where they were made, for the evidence; empty where not.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}
