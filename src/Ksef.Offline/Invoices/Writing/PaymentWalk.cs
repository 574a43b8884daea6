using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks settlement and payment in the order of the schema.</summary>
internal static class PaymentWalk
{
    internal static void Settlement<TSink>(ref TSink sink, Settlement settlement)
        where TSink : IInvoiceSink, allows ref struct
    {
        foreach (var item in settlement.Charges)
        {
            sink.Open("Obciazenia"u8);
            Charge(ref sink, item);
            sink.Close("Obciazenia"u8);
        }
        sink.Decimal("SumaObciazen"u8, settlement.ChargesTotal, 2);
        foreach (var item in settlement.Deductions)
        {
            sink.Open("Odliczenia"u8);
            Charge(ref sink, item);
            sink.Close("Odliczenia"u8);
        }
        sink.Decimal("SumaOdliczen"u8, settlement.DeductionsTotal, 2);
        ChoiceWalk.Balance(ref sink, settlement.Balance);
    }

    internal static void Charge<TSink>(ref TSink sink, Charge charge)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Decimal("Kwota"u8, charge.Amount, 2);
        sink.Text("Powod"u8, charge.Reason);
    }

    internal static void Payment<TSink>(ref TSink sink, Payment payment)
        where TSink : IInvoiceSink, allows ref struct
    {
        ChoiceWalk.PaymentStatus(ref sink, payment.Status);
        foreach (var item in payment.DueDates)
        {
            sink.Open("TerminPlatnosci"u8);
            PaymentDue(ref sink, item);
            sink.Close("TerminPlatnosci"u8);
        }
        ChoiceWalk.Coded(ref sink, payment.Method, "FormaPlatnosci"u8, "PlatnoscInna"u8, "OpisPlatnosci"u8);
        foreach (var item in payment.Accounts)
        {
            sink.Open("RachunekBankowy"u8);
            BankAccount(ref sink, item);
            sink.Close("RachunekBankowy"u8);
        }
        foreach (var item in payment.FactorAccounts)
        {
            sink.Open("RachunekBankowyFaktora"u8);
            BankAccount(ref sink, item);
            sink.Close("RachunekBankowyFaktora"u8);
        }
        if (payment.CashDiscount is { } cashDiscount)
        {
            sink.Open("Skonto"u8);
            CashDiscount(ref sink, cashDiscount);
            sink.Close("Skonto"u8);
        }
        sink.Text("LinkDoPlatnosci"u8, payment.PaymentLink);
        sink.Text("IPKSeF"u8, payment.KsefPaymentId);
    }

    internal static void PartialPayment<TSink>(ref TSink sink, PartialPayment partialPayment)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Decimal("KwotaZaplatyCzesciowej"u8, partialPayment.Amount, 2);
        sink.Date("DataZaplatyCzesciowej"u8, partialPayment.PaidOn);
        ChoiceWalk.Coded(ref sink, partialPayment.Method, "FormaPlatnosci"u8, "PlatnoscInna"u8, "OpisPlatnosci"u8);
    }

    internal static void PaymentDue<TSink>(ref TSink sink, PaymentDue paymentDue)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Date("Termin"u8, paymentDue.Date);
        if (paymentDue.Description is { } description)
        {
            sink.Open("TerminOpis"u8);
            PaymentTerm(ref sink, description);
            sink.Close("TerminOpis"u8);
        }
    }

    internal static void PaymentTerm<TSink>(ref TSink sink, PaymentTerm paymentTerm)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Big("Ilosc"u8, paymentTerm.Count);
        sink.Text("Jednostka"u8, paymentTerm.Unit);
        sink.Text("ZdarzeniePoczatkowe"u8, paymentTerm.Event);
    }

    internal static void BankAccount<TSink>(ref TSink sink, BankAccount bankAccount)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("NrRB"u8, bankAccount.Number);
        sink.Text("SWIFT"u8, bankAccount.Swift);
        sink.Integer("RachunekWlasnyBanku"u8, (long?)bankAccount.OwnAccountKind);
        sink.Text("NazwaBanku"u8, bankAccount.BankName);
        sink.Text("OpisRachunku"u8, bankAccount.Description);
    }

    internal static void CashDiscount<TSink>(ref TSink sink, CashDiscount cashDiscount)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("WarunkiSkonta"u8, cashDiscount.Conditions);
        sink.Text("WysokoscSkonta"u8, cashDiscount.Size);
    }
}
