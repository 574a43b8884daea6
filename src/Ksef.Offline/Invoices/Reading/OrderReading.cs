using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the order behind an advance invoice in the order of the schema.</summary>
internal static class OrderReading
{
    internal static Order Order(ref ElementCursor cursor) => new()
    {
        GrossAmount = cursor.Decimal("WartoscZamowienia"u8),
        Lines = cursor.Many("ZamowienieWiersz"u8, OrderLine),
    };

    internal static OrderLine OrderLine(ref ElementCursor cursor) => new()
    {
        Number = cursor.Integer("NrWierszaZam"u8),
        UniqueId = cursor.TextOrNull("UU_IDZ"u8),
        Name = cursor.TextOrNull("P_7Z"u8),
        Index = cursor.TextOrNull("IndeksZ"u8),
        Gtin = cursor.TextOrNull("GTINZ"u8),
        Pkwiu = cursor.TextOrNull("PKWiUZ"u8),
        Cn = cursor.TextOrNull("CNZ"u8),
        Pkob = cursor.TextOrNull("PKOBZ"u8),
        Unit = cursor.UnitOrNull("P_8AZ"u8),
        Quantity = cursor.DecimalOrNull("P_8BZ"u8),
        UnitNetPrice = cursor.DecimalOrNull("P_9AZ"u8),
        NetAmount = cursor.DecimalOrNull("P_11NettoZ"u8),
        TaxAmount = cursor.DecimalOrNull("P_11VatZ"u8),
        Rate = cursor.CodeOrNull<VatRate>("P_12Z"u8, VatRateText.TryParse),
        OneStopShopRate = cursor.DecimalOrNull("P_12Z_XII"u8),
        IsAnnex15 = cursor.Flag("P_12Z_Zal_15"u8),
        Group = cursor.CodeOrNull<GoodsGroup>("GTUZ"u8, GoodsGroupText.TryParse),
        Procedure = cursor.CodeOrNull<SupplyProcedure>("ProceduraZ"u8, SupplyProcedureText.TryParse),
        ExciseAmount = cursor.DecimalOrNull("KwotaAkcyzyZ"u8),
        IsBefore = cursor.Flag("StanPrzedZ"u8),
    };
}
