using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;

namespace Ksef.Offline.Hosting.Modes;

/// <summary>A mode about to be used for an invoice, for the policy to judge.</summary>
/// <param name="Taxpayer">Whose invoice: the name given to <c>AddKsefOffline</c>.</param>
/// <param name="Invoice">The invoice.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who wants it.</param>
/// <param name="Advice">What the law allows at this moment.</param>
public sealed record ModeProposal(string Taxpayer, InvoiceKey Invoice, InvoicingMode Mode, string Reason, string Actor, ModeAdvice Advice);
