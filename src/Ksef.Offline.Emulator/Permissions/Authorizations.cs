using Ksef.Offline.Emulator.Invoices;
using Ksef.Offline.Emulator.Sessions;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Who may issue invoices in whose name: the owner of the context, self-invoicing buyers, tax representatives. Thread-safe.</summary>
internal sealed class Authorizations(Grants grants)
{
    /// <summary>Whether a session may carry an invoice of this seller (else status 410).</summary>
    public bool MayIssue(Session session, InvoiceSummary facts, IReadOnlyList<string> permissions)
    {
        var context = session.ContextValue.Length >= 10 ? session.ContextValue[..10] : session.ContextValue;
        if (facts.SellerNip == context) return permissions.Contains(Rights.InvoiceWrite);
        return (facts.SelfInvoicing && facts.BuyerIdType == "Nip" && facts.BuyerId == context && grants.Authorizes(facts.SellerNip, context, "SelfInvoicing"))
            || (facts.Authorized?.Id == context && (permissions.Contains(Rights.EnforcementOperations) || grants.Authorizes(facts.SellerNip, context, "TaxRepresentative")));
    }
}
