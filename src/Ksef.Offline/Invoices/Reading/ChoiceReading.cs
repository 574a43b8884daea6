using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads what the schema makes a choice of.</summary>
internal static class ChoiceReading
{
    internal static PartyIdentifier PartyIdentifier(ref ElementCursor cursor) =>
        cursor.At("IDWew"u8) ? new InternalIdentifier(cursor.Text("IDWew"u8)) : BuyerIdentifier(ref cursor);

    internal static BuyerIdentifier BuyerIdentifier(ref ElementCursor cursor)
    {
        if (cursor.At("NIP"u8)) return new NipIdentifier(cursor.Nip("NIP"u8));
        if (cursor.At("KodUE"u8)) return new EuVatIdentifier(cursor.EuCountryCode("KodUE"u8), cursor.Literal("NrVatUE"u8));
        if (cursor.At("BrakID"u8))
        {
            cursor.Flag("BrakID"u8);
            return new NoIdentifier();
        }
        return new OtherIdentifier(cursor.CountryCodeOrNull("KodKraju"u8), cursor.OneLine("NrID"u8));
    }

    internal static SupplyTime? SupplyTime(ref ElementCursor cursor)
    {
        if (cursor.DateOrNull("P_6"u8) is { } day) return new SupplyDate(day);
        return cursor.Maybe("OkresFa"u8, Period);
    }

    internal static string? CorrectedNumber(ref ElementCursor cursor)
    {
        if (cursor.Flag("NrKSeFN"u8)) return null;
        cursor.Must("NrKSeF"u8);
        return cursor.Text("NrKSeFFaKorygowanej"u8);
    }

    internal static TotalBeforeCorrection? TotalBefore(ref ElementCursor cursor) =>
        cursor.DecimalOrNull("P_15ZK"u8) is { } amount ? new TotalBeforeCorrection(amount, cursor.DecimalOrNull("KursWalutyZK"u8)) : null;

    internal static AdvanceInvoiceReference AdvanceInvoice(ref ElementCursor cursor) =>
        cursor.Flag("NrKSeFZN"u8)
            ? new OutsideAdvanceInvoice(cursor.Text("NrFaZaliczkowej"u8))
            : new KsefAdvanceInvoice(cursor.Text("NrKSeFFaZaliczkowej"u8));

    internal static Balance? Balance(ref ElementCursor cursor)
    {
        if (cursor.DecimalOrNull("DoZaplaty"u8) is { } toPay) return new Balance(BalanceKind.ToPay, toPay);
        return cursor.DecimalOrNull("DoRozliczenia"u8) is { } overpaid ? new Balance(BalanceKind.Overpaid, overpaid) : null;
    }

    internal static PaymentStatus? PaymentStatus(ref ElementCursor cursor)
    {
        if (cursor.Flag("Zaplacono"u8)) return new PaidInFull(cursor.Date("DataZaplaty"u8));
        if (!cursor.At("ZnacznikZaplatyCzesciowej"u8)) return null;
        var isComplete = !cursor.YesNo("ZnacznikZaplatyCzesciowej"u8);
        return new PaidInParts(isComplete, cursor.Many("ZaplataCzesciowa"u8, PaymentReading.PartialPayment));
    }

    internal static AgreedExchangeRate? AgreedRate(ref ElementCursor cursor) =>
        cursor.DecimalOrNull("KursUmowny"u8) is { } rate ? new AgreedExchangeRate(rate, cursor.CurrencyCode("WalutaUmowna"u8)) : null;

    private static SupplyPeriod Period(ref ElementCursor cursor) => new(cursor.Date("P_6_Od"u8), cursor.Date("P_6_Do"u8));
}
