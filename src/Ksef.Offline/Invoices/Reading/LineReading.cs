using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads a line in the order of the schema.</summary>
internal static class LineReading
{
    internal static InvoiceLine InvoiceLine(ref ElementCursor cursor) => new()
    {
        Number = cursor.Integer("NrWierszaFa"u8),
        UniqueId = cursor.TextOrNull("UU_ID"u8),
        SupplyDate = cursor.DateOrNull("P_6A"u8),
        Name = cursor.TextOrNull("P_7"u8),
        Index = cursor.TextOrNull("Indeks"u8),
        Gtin = cursor.TextOrNull("GTIN"u8),
        Pkwiu = cursor.TextOrNull("PKWiU"u8),
        Cn = cursor.TextOrNull("CN"u8),
        Pkob = cursor.TextOrNull("PKOB"u8),
        Unit = cursor.UnitOrNull("P_8A"u8),
        Quantity = cursor.DecimalOrNull("P_8B"u8),
        UnitNetPrice = cursor.DecimalOrNull("P_9A"u8),
        UnitGrossPrice = cursor.DecimalOrNull("P_9B"u8),
        Discount = cursor.DecimalOrNull("P_10"u8),
        NetAmount = cursor.DecimalOrNull("P_11"u8),
        GrossAmount = cursor.DecimalOrNull("P_11A"u8),
        TaxAmount = cursor.DecimalOrNull("P_11Vat"u8),
        Rate = cursor.CodeOrNull<VatRate>("P_12"u8, VatRateText.TryParse),
        OneStopShopRate = cursor.DecimalOrNull("P_12_XII"u8),
        IsAnnex15 = cursor.Flag("P_12_Zal_15"u8),
        ExciseAmount = cursor.DecimalOrNull("KwotaAkcyzy"u8),
        Group = cursor.CodeOrNull<GoodsGroup>("GTU"u8, GoodsGroupText.TryParse),
        Procedure = cursor.CodeOrNull<SupplyProcedure>("Procedura"u8, SupplyProcedureText.TryParse),
        ExchangeRate = cursor.DecimalOrNull("KursWaluty"u8),
        IsBefore = cursor.Flag("StanPrzed"u8),
    };
}
