using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads settlement and payment in the order of the schema.</summary>
internal static class PaymentReading
{
    internal static Settlement Settlement(ref ElementCursor cursor) => new()
    {
        Charges = cursor.Many("Obciazenia"u8, Charge),
        ChargesTotal = cursor.DecimalOrNull("SumaObciazen"u8),
        Deductions = cursor.Many("Odliczenia"u8, Charge),
        DeductionsTotal = cursor.DecimalOrNull("SumaOdliczen"u8),
        Balance = ChoiceReading.Balance(ref cursor),
    };

    internal static Charge Charge(ref ElementCursor cursor) => new()
    {
        Amount = cursor.Decimal("Kwota"u8),
        Reason = cursor.Text("Powod"u8),
    };

    internal static Payment Payment(ref ElementCursor cursor) => new()
    {
        Status = ChoiceReading.PaymentStatus(ref cursor),
        DueDates = cursor.Many("TerminPlatnosci"u8, PaymentDue),
        Method = cursor.CodedOrNull<PaymentMethod>("FormaPlatnosci"u8, "PlatnoscInna"u8, "OpisPlatnosci"u8),
        Accounts = cursor.Many("RachunekBankowy"u8, BankAccount),
        FactorAccounts = cursor.Many("RachunekBankowyFaktora"u8, BankAccount),
        CashDiscount = cursor.Maybe("Skonto"u8, CashDiscount),
        PaymentLink = cursor.TextOrNull("LinkDoPlatnosci"u8),
        KsefPaymentId = cursor.TextOrNull("IPKSeF"u8),
    };

    internal static PartialPayment PartialPayment(ref ElementCursor cursor) => new()
    {
        Amount = cursor.Decimal("KwotaZaplatyCzesciowej"u8),
        PaidOn = cursor.Date("DataZaplatyCzesciowej"u8),
        Method = cursor.CodedOrNull<PaymentMethod>("FormaPlatnosci"u8, "PlatnoscInna"u8, "OpisPlatnosci"u8),
    };

    internal static PaymentDue PaymentDue(ref ElementCursor cursor) => new()
    {
        Date = cursor.DateOrNull("Termin"u8),
        Description = cursor.Maybe("TerminOpis"u8, PaymentTerm),
    };

    internal static PaymentTerm PaymentTerm(ref ElementCursor cursor) => new()
    {
        Count = cursor.BigInteger("Ilosc"u8),
        Unit = cursor.Text("Jednostka"u8),
        Event = cursor.Text("ZdarzeniePoczatkowe"u8),
    };

    internal static BankAccount BankAccount(ref ElementCursor cursor) => new()
    {
        Number = cursor.Literal("NrRB"u8),
        Swift = cursor.LiteralOrNull("SWIFT"u8),
        OwnAccountKind = cursor.NumberOrNull<BankOwnAccountKind>("RachunekWlasnyBanku"u8),
        BankName = cursor.TextOrNull("NazwaBanku"u8),
        Description = cursor.TextOrNull("OpisRachunku"u8),
    };

    internal static CashDiscount CashDiscount(ref ElementCursor cursor) => new()
    {
        Conditions = cursor.Text("WarunkiSkonta"u8),
        Size = cursor.Text("WysokoscSkonta"u8),
    };
}
