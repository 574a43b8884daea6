using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the order behind an advance invoice in the order of the schema.</summary>
internal static class OrderWalk
{
    internal static void Order<TSink>(ref TSink sink, Order order)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Decimal("WartoscZamowienia"u8, order.GrossAmount, 2);
        foreach (var item in order.Lines)
        {
            sink.Open("ZamowienieWiersz"u8);
            OrderLine(ref sink, item);
            sink.Close("ZamowienieWiersz"u8);
        }
    }

    internal static void OrderLine<TSink>(ref TSink sink, OrderLine orderLine)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Integer("NrWierszaZam"u8, orderLine.Number);
        sink.Text("UU_IDZ"u8, orderLine.UniqueId);
        sink.Text("P_7Z"u8, orderLine.Name);
        sink.Text("IndeksZ"u8, orderLine.Index);
        sink.Text("GTINZ"u8, orderLine.Gtin);
        sink.Text("PKWiUZ"u8, orderLine.Pkwiu);
        sink.Text("CNZ"u8, orderLine.Cn);
        sink.Text("PKOBZ"u8, orderLine.Pkob);
        sink.Text("P_8AZ"u8, orderLine.Unit?.ToString());
        sink.Decimal("P_8BZ"u8, orderLine.Quantity, 6);
        sink.Decimal("P_9AZ"u8, orderLine.UnitNetPrice, 8);
        sink.Decimal("P_11NettoZ"u8, orderLine.NetAmount, 2);
        sink.Decimal("P_11VatZ"u8, orderLine.TaxAmount, 2);
        if (orderLine.Rate is { } rate) sink.Code("P_12Z"u8, VatRateText.ToUtf8(rate));
        sink.Decimal("P_12Z_XII"u8, orderLine.OneStopShopRate, 6);
        sink.Flag("P_12Z_Zal_15"u8, orderLine.IsAnnex15);
        if (orderLine.Group is { } group) sink.Code("GTUZ"u8, GoodsGroupText.ToUtf8(group));
        if (orderLine.Procedure is { } procedure) sink.Code("ProceduraZ"u8, SupplyProcedureText.ToUtf8(procedure));
        sink.Decimal("KwotaAkcyzyZ"u8, orderLine.ExciseAmount, 2);
        sink.Flag("StanPrzedZ"u8, orderLine.IsBefore);
    }
}
