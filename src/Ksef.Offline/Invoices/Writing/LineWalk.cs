using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks a line in the order of the schema.</summary>
internal static class LineWalk
{
    internal static void InvoiceLine<TSink>(ref TSink sink, InvoiceLine invoiceLine)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Integer("NrWierszaFa"u8, invoiceLine.Number);
        sink.Text("UU_ID"u8, invoiceLine.UniqueId);
        sink.Date("P_6A"u8, invoiceLine.SupplyDate);
        sink.Text("P_7"u8, invoiceLine.Name);
        sink.Text("Indeks"u8, invoiceLine.Index);
        sink.Text("GTIN"u8, invoiceLine.Gtin);
        sink.Text("PKWiU"u8, invoiceLine.Pkwiu);
        sink.Text("CN"u8, invoiceLine.Cn);
        sink.Text("PKOB"u8, invoiceLine.Pkob);
        sink.Text("P_8A"u8, invoiceLine.Unit?.ToString());
        sink.Decimal("P_8B"u8, invoiceLine.Quantity, 6);
        sink.Decimal("P_9A"u8, invoiceLine.UnitNetPrice, 8);
        sink.Decimal("P_9B"u8, invoiceLine.UnitGrossPrice, 8);
        sink.Decimal("P_10"u8, invoiceLine.Discount, 8);
        sink.Decimal("P_11"u8, invoiceLine.NetAmount, 2);
        sink.Decimal("P_11A"u8, invoiceLine.GrossAmount, 2);
        sink.Decimal("P_11Vat"u8, invoiceLine.TaxAmount, 2);
        if (invoiceLine.Rate is { } rate) sink.Code("P_12"u8, VatRateText.ToUtf8(rate));
        sink.Decimal("P_12_XII"u8, invoiceLine.OneStopShopRate, 6);
        sink.Flag("P_12_Zal_15"u8, invoiceLine.IsAnnex15);
        sink.Decimal("KwotaAkcyzy"u8, invoiceLine.ExciseAmount, 2);
        if (invoiceLine.Group is { } group) sink.Code("GTU"u8, GoodsGroupText.ToUtf8(group));
        if (invoiceLine.Procedure is { } procedure) sink.Code("Procedura"u8, SupplyProcedureText.ToUtf8(procedure));
        sink.Decimal("KursWaluty"u8, invoiceLine.ExchangeRate, 6);
        sink.Flag("StanPrzed"u8, invoiceLine.IsBefore);
    }
}
