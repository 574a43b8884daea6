using System.Text;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Annotations (A-*).</summary>
internal sealed partial class InvoiceRules
{
    private const decimal SplitPaymentThreshold = 15_000;
    private const int ByTransfer = 6;

    private void Annotations()
    {
        if (!Has(Fa3Ids.ReverseCharge)) return;
        if (Has(Fa3Ids.ExciseRefund) && _lineCount == 0)
            Warn("A-16", Fa3Ids.ExciseRefund, "1", "ZwrotAkcyzy is for diesel sold to farmers, but no line shows any.", "ZwrotAkcyzy dotyczy oleju napędowego dla rolników, a żaden wiersz go nie wykazuje.");
        ReverseChargeMark();
        SplitPaymentMark();
        var goods = NotZero(Fa3Ids.Net[RateBuckets.IntraEu]) || RowsOf(RateBuckets.IntraEu) > 0 || OrderHas(RateBuckets.RateIntraEu);
        if (Code(Fa3Ids.NewTransport) == 1 && !goods)
            Warn("A-10", Fa3Ids.NewTransport, "1", "New means of transport (P_22) go with an intra-EU supply (0 WDT, P_13_6_2).", "Nowe środki transportu (P_22) łączą się z dostawą wewnątrzwspólnotową (0 WDT, P_13_6_2).");
        if (Code(Fa3Ids.Triangular) == 1 && (!Has(Fa3Ids.SellerPrefix) || !Has(Fa3Ids.BuyerVat) || Code(Fa3Ids.ReverseCharge) != 1))
            Warn("A-11", Fa3Ids.Triangular, "1", "Triangulation (P_23) goes with PrefiksPodatnika PL, the buyer's KodUE and NrVatUE, and P_18 = 1.", "Procedura trójstronna (P_23) łączy się z PrefiksPodatnika PL, KodUE i NrVatUE nabywcy oraz P_18 = 1.");
        if (Code(Fa3Ids.Margin) == 1 && _lineCount > 0 && RowsOf(RateBuckets.Margin) == 0)
            Warn("A-12", Fa3Ids.Margin, "1", "Lines under a margin scheme bear no P_12, and P_9B and P_11A instead of net values.", "Wiersze w procedurze marży nie mają P_12, a zamiast wartości netto podaje się P_9B i P_11A.");
    }

    private void ReverseChargeMark()
    {
        var domestic = NotZero(Fa3Ids.Net[RateBuckets.ReverseCharge]) || RowsOf(RateBuckets.ReverseCharge) > 0;
        var services = NotZero(Fa3Ids.Net[RateBuckets.EuServices]) || RowsOf(RateBuckets.EuServices) > 0;
        var outside = NotZero(Fa3Ids.Net[RateBuckets.Outside]) || RowsOf(RateBuckets.Outside) > 0;
        if (Code(Fa3Ids.ReverseCharge) == 2)
        {
            if (domestic) Legal("A-2", Fa3Ids.ReverseCharge, "2", "P_18 must be 1: there is a supply under domestic reverse charge (oo, P_13_10).", "P_18 musi mieć wartość 1: występuje odwrotne obciążenie w kraju (oo, P_13_10).");
            if (services || (outside && Has(Fa3Ids.BuyerEu))) Warn("A-3", Fa3Ids.ReverseCharge, "2", "P_18 = 1 is expected where the buyer abroad settles the tax (np I, np II).", "Gdy podatek rozlicza nabywca zagraniczny (np I, np II), oczekiwane jest P_18 = 1.");
        }
        else if (!domestic && !services && !outside && !(OrderHas(RateBuckets.RateReverseCharge) || OrderHas(RateBuckets.RateOutside) || OrderHas(RateBuckets.RateEuServices)) && Code(Fa3Ids.Triangular) != 1 && !IsCorrection)
        {
            Warn("A-4", Fa3Ids.ReverseCharge, "1", "P_18 = 1, but nothing on the invoice is under reverse charge (oo, np I, np II).", "P_18 = 1, ale na fakturze nie ma niczego w odwrotnym obciążeniu (oo, np I, np II).");
        }
    }

    private void SplitPaymentMark()
    {
        var gross = Number(Fa3Ids.Total);
        if (Code(Fa3Ids.SplitPayment) == 1)
        {
            if (IsPln && gross <= SplitPaymentThreshold && !IsCorrection && Kind is not (Zal or Roz)) Warn("A-5", Fa3Ids.SplitPayment, "1", "Split payment is mandatory above 15,000 PLN gross only.", "Mechanizm podzielonej płatności jest obowiązkowy dopiero powyżej 15 000 zł brutto.");
            if (!_annexLine) Warn("A-7", Fa3Ids.SplitPayment, "1", "P_18A = 1, but no line is marked as goods of annex 15 (P_12_Zal_15).", "P_18A = 1, ale żaden wiersz nie jest oznaczony jako towar z załącznika nr 15 (P_12_Zal_15).");
            if ((Has(Fa3Ids.PaymentMethod) && Code(Fa3Ids.PaymentMethod) != ByTransfer) || !Has(Fa3Ids.Account)) Warn("A-8", Fa3Ids.SplitPayment, "1", "Split payment works by transfer only: FormaPlatnosci 6 and a RachunekBankowy.", "Podzielona płatność działa tylko przelewem: FormaPlatnosci 6 i RachunekBankowy.");
        }
        else if (IsPln && gross > SplitPaymentThreshold && _annexLine && Has(Fa3Ids.BuyerNip) && !IsCorrection)
        {
            Legal("A-6", Fa3Ids.SplitPayment, "2", "P_18A must be 1: more than 15,000 PLN, goods of annex 15 and a Polish taxpayer as buyer.", "P_18A musi mieć wartość 1: ponad 15 000 zł, towar z załącznika nr 15 i polski podatnik jako nabywca.");
        }
    }

    private void CheckExemptText(int id, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
            Warn("A-9", id, Encoding.UTF8.GetString(text), "The ground of the exemption should cite a provision, for example art. 43 ust. 1 pkt 18.", "Podstawa zwolnienia powinna wskazywać przepis, na przykład art. 43 ust. 1 pkt 18.");
    }
}
