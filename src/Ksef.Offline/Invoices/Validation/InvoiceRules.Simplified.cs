namespace Ksef.Offline.Invoices.Validation;

/// <summary>Simplified invoices (U-*).</summary>
internal sealed partial class InvoiceRules
{
    private void Simplified()
    {
        if (Kind != Upr) return;
        var total = Number(Fa3Ids.Total);
        if ((IsPln && total > 450) || (Code(Fa3Ids.Currency) == Fa3Ids.Eur && total > 100))
            Legal("U-1", Fa3Ids.Total, Text(total), "A simplified invoice goes up to 450 PLN or 100 EUR.", "Faktura uproszczona jest dopuszczalna do 450 zł albo 100 euro.");
        var totals = false;
        foreach (var id in Fa3Ids.Net) totals |= Has(id);
        var rates = false;
        foreach (var rows in _rateRows) rates |= rows > 0;
        if (!totals && !rates) Legal("U-2", Fa3Ids.Fa, null, "A simplified invoice must let the tax be computed: totals (P_13, P_14) or at least the rate of a line (P_12).", "Faktura uproszczona musi pozwalać obliczyć podatek: sumy (P_13, P_14) albo przynajmniej stawka w wierszu (P_12).");
        if (!Has(Fa3Ids.BuyerNip)) Legal("U-3", Fa3Ids.BuyerIdentity, null, "A simplified invoice replaces the buyer's data by the buyer's NIP.", "Na fakturze uproszczonej dane nabywcy zastępuje jego NIP.");
        if (RowsOf(RateBuckets.IntraEu) > 0 || RowsOf(RateBuckets.ReverseCharge) > 0 || RowsOf(RateBuckets.Oss) > 0 || Has(Fa3Ids.Net[RateBuckets.IntraEu]) || Has(Fa3Ids.Net[RateBuckets.ReverseCharge]) || Has(Fa3Ids.Net[RateBuckets.Oss]))
            Legal("U-4", Fa3Ids.Kind, "UPR", "Distance sales, intra-EU supplies and reverse charge exclude a simplified invoice (art. 106e(6)).", "Sprzedaż na odległość, dostawa wewnątrzwspólnotowa i odwrotne obciążenie wykluczają fakturę uproszczoną (art. 106e ust. 6).");
    }
}
