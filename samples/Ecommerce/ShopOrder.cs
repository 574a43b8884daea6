using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Model;

namespace Ecommerce;

/// <summary>The shop's own order. Who buys decides what may be handed over before there is a KSeF number.</summary>
internal sealed record ShopOrder(string Number, string Mail, BuyerKind Buyer, Buyer Customer, string Goods, decimal Gross)
{
    /// <summary>The invoice, once issued.</summary>
    public InvoiceKey? Invoice { get; set; }

    /// <summary>Its KSeF number, once KSeF gave it.</summary>
    public KsefNumber? KsefNumber { get; set; }
}
