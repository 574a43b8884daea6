namespace Ksef.Offline.Invoices.Validation;

/// <summary>Advance and settlement invoices (Z-*).</summary>
internal sealed partial class InvoiceRules
{
    private void Advances()
    {
        var (total, order) = (Number(Fa3Ids.Total), Number(Fa3Ids.OrderValue));
        if (Kind == Zal && !Has(Fa3Ids.Order)) Legal("Z-1", Fa3Ids.Fa, null, "An advance invoice shows the order or contract (Zamowienie).", "Faktura zaliczkowa zawiera zamówienie lub umowę (Zamowienie).");
        if (Has(Fa3Ids.Order) && Kind is not (Zal or KorZal)) Warn("Z-2", Fa3Ids.Order, null, "Zamowienie belongs to ZAL and KOR_ZAL only.", "Zamowienie jest właściwe tylko ZAL i KOR_ZAL.");
        if (Has(Fa3Ids.Order) && !_orderUnvalued && Math.Abs(order - _orderSum) > Grosz)
            Warn("Z-3", Fa3Ids.OrderValue, Text(order), $"WartoscZamowienia is not the gross sum of the order lines (after the correction), {Text(_orderSum)}.", $"WartoscZamowienia nie jest sumą brutto wierszy zamówienia (po korekcie), czyli {Text(_orderSum)}.");
        if (Kind is Roz or KorRoz && !Has(Fa3Ids.Advance) && !Has(Fa3Ids.Part))
            Legal("Z-4", Fa3Ids.Fa, null, "A settlement invoice lists the advance invoices (FakturaZaliczkowa).", "Faktura rozliczeniowa wymienia faktury zaliczkowe (FakturaZaliczkowa).");
        if (Has(Fa3Ids.Advance) && Kind is Vat or Kor or Upr) Warn("Z-5", Fa3Ids.Advance, null, "FakturaZaliczkowa is out of place here.", "FakturaZaliczkowa nie pasuje do tego rodzaju faktury.");
        if (Has(Fa3Ids.Part))
        {
            if (Kind == Zal && _parts != total) Warn("Z-7", Fa3Ids.Part, Text(_parts), $"The parts of the advance do not make up P_15, {Text(total)}.", $"Części zaliczki nie składają się na P_15, czyli {Text(total)}.");
            if (Kind is Vat or Roz && _parts > total) Warn("Z-8", Fa3Ids.Part, Text(_parts), "The parts paid exceed P_15.", "Suma części przekracza P_15.");
            if (Kind == Zal && _ordinals[Fa3Ids.Part] == 1) Warn("Z-9", Fa3Ids.Part, null, "ZaliczkaCzesciowa is for more than one payment; the date of a single one goes to P_6.", "ZaliczkaCzesciowa służy do więcej niż jednej wpłaty; datę jedynej podaje się w P_6.");
        }
        if (Kind == Zal && Has(Fa3Ids.Total) && total <= 0) Warn("Z-10", Fa3Ids.Total, Text(total), "The advance is not above zero.", "Zaliczka nie jest większa od zera.");
        else if (Kind == Zal && Has(Fa3Ids.Order) && total > order) Warn("Z-10", Fa3Ids.Total, Text(total), "The advance exceeds the value of the order.", "Zaliczka przekracza wartość zamówienia.");
    }
}
