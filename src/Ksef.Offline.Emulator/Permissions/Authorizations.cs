using Ksef.Offline.Emulator.Invoices;
using Ksef.Offline.Emulator.Sessions;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Who may issue invoices in whose name: the owner of the context, self-invoicing buyers, tax representatives. Thread-safe.</summary>
internal sealed class Authorizations
{
    private readonly HashSet<(string Seller, string Issuer, string Scope)> _granted = [];

    public void Grant(string seller, string issuer, string scope)
    {
        lock (_granted) _granted.Add((seller, issuer, scope));
    }

    public void Revoke(string seller, string issuer, string scope)
    {
        lock (_granted) _granted.Remove((seller, issuer, scope));
    }

    /// <summary>Whether a session may carry an invoice of this seller (else status 410).</summary>
    public bool MayIssue(Session session, InvoiceSummary facts, IReadOnlyList<string> permissions)
    {
        var context = session.ContextValue.Length >= 10 ? session.ContextValue[..10] : session.ContextValue;
        if (facts.SellerNip == context) return permissions.Contains(Rights.InvoiceWrite);
        lock (_granted)
            return (facts.SelfInvoicing && facts.BuyerIdType == "Nip" && facts.BuyerId == context && _granted.Contains((facts.SellerNip, context, "SelfInvoicing")))
                || (facts.Authorized?.Id == context && (permissions.Contains(Rights.EnforcementOperations) || _granted.Contains((facts.SellerNip, context, "TaxRepresentative"))));
    }
}
