namespace Ksef.Offline.Invoices.Validation;

/// <summary>What is judged when the whole invoice has gone by.</summary>
internal sealed partial class InvoiceRules
{
    private const int Vat = 0, Kor = 1, Zal = 2, Roz = 3, Upr = 4, KorZal = 5, KorRoz = 6;

    private long Kind => Code(Fa3Ids.Kind);

    private bool IsCorrection => Kind is Kor or KorZal or KorRoz;

    private bool IsPln => Code(Fa3Ids.Currency) == Fa3Ids.Pln;

    private void LeaveRoot()
    {
        Dates();
        Parties();
        Totals();
        Lines();
        Annotations();
        Corrections();
        Advances();
        Currency();
        Payments();
        Simplified();
    }
}
