using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks what the schema makes a choice of.</summary>
internal static class ChoiceWalk
{
    internal static void Identifier<TSink>(ref TSink sink, PartyIdentifier identifier)
        where TSink : IInvoiceSink, allows ref struct
    {
        switch (identifier)
        {
            case NipIdentifier nip:
                sink.Text("NIP"u8, nip.Nip.ToString());
                break;
            case InternalIdentifier id:
                sink.Text("IDWew"u8, id.Id);
                break;
            case EuVatIdentifier eu:
                sink.Text("KodUE"u8, eu.Country.ToString());
                sink.Text("NrVatUE"u8, eu.Number);
                break;
            case OtherIdentifier other:
                sink.Text("KodKraju"u8, other.Country?.ToString());
                sink.Text("NrID"u8, other.Number);
                break;
            default:
                sink.Flag("BrakID"u8, true);
                break;
        }
    }

    internal static void Coded<TSink, TCode>(ref TSink sink, CodeOrDescription<TCode>? choice, ReadOnlySpan<byte> code, ReadOnlySpan<byte> flag, ReadOnlySpan<byte> description)
        where TSink : IInvoiceSink, allows ref struct
        where TCode : struct, Enum
    {
        if (choice is null) return;
        if (choice.Code is { } known)
        {
            sink.Integer(code, System.Runtime.CompilerServices.Unsafe.BitCast<TCode, int>(known));
            return;
        }
        sink.Flag(flag, true);
        sink.Text(description, choice.Description);
    }

    internal static void SupplyTime<TSink>(ref TSink sink, SupplyTime? time)
        where TSink : IInvoiceSink, allows ref struct
    {
        switch (time)
        {
            case SupplyDate day:
                sink.Date("P_6"u8, day.Date);
                break;
            case SupplyPeriod period:
                sink.Open("OkresFa"u8);
                sink.Date("P_6_Od"u8, period.From);
                sink.Date("P_6_Do"u8, period.To);
                sink.Close("OkresFa"u8);
                break;
        }
    }

    internal static void CorrectedNumber<TSink>(ref TSink sink, string? ksefNumber)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Flag(ksefNumber is null ? "NrKSeFN"u8 : "NrKSeF"u8, true);
        sink.Text("NrKSeFFaKorygowanej"u8, ksefNumber);
    }

    internal static void TotalBefore<TSink>(ref TSink sink, TotalBeforeCorrection? before)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Decimal("P_15ZK"u8, before?.Amount, 2);
        sink.Decimal("KursWalutyZK"u8, before?.ExchangeRate, 6);
    }

    internal static void AdvanceInvoice<TSink>(ref TSink sink, AdvanceInvoiceReference reference)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("FakturaZaliczkowa"u8);
        switch (reference)
        {
            case KsefAdvanceInvoice inside:
                sink.Text("NrKSeFFaZaliczkowej"u8, inside.KsefNumber);
                break;
            case OutsideAdvanceInvoice outside:
                sink.Flag("NrKSeFZN"u8, true);
                sink.Text("NrFaZaliczkowej"u8, outside.Number);
                break;
        }
        sink.Close("FakturaZaliczkowa"u8);
    }

    internal static void Balance<TSink>(ref TSink sink, Balance? balance)
        where TSink : IInvoiceSink, allows ref struct
    {
        if (balance is not null) sink.Decimal(balance.Kind == BalanceKind.ToPay ? "DoZaplaty"u8 : "DoRozliczenia"u8, balance.Amount, 2);
    }

    internal static void PaymentStatus<TSink>(ref TSink sink, PaymentStatus? status)
        where TSink : IInvoiceSink, allows ref struct
    {
        switch (status)
        {
            case PaidInFull full:
                sink.Flag("Zaplacono"u8, true);
                sink.Date("DataZaplaty"u8, full.Date);
                break;
            case PaidInParts parts:
                sink.Integer("ZnacznikZaplatyCzesciowej"u8, parts.IsComplete ? 2 : 1);
                foreach (var payment in parts.Payments)
                {
                    sink.Open("ZaplataCzesciowa"u8);
                    PaymentWalk.PartialPayment(ref sink, payment);
                    sink.Close("ZaplataCzesciowa"u8);
                }
                break;
        }
    }

    internal static void AgreedRate<TSink>(ref TSink sink, AgreedExchangeRate? agreed)
        where TSink : IInvoiceSink, allows ref struct
    {
        if (agreed is null) return;
        sink.Decimal("KursUmowny"u8, agreed.Rate, 6);
        sink.Text("WalutaUmowna"u8, agreed.Currency.ToString());
    }
}
