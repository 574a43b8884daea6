using System.Collections;
using System.Globalization;
using System.Text;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Lines (L-*), each judged as it ends.</summary>
internal sealed partial class InvoiceRules
{
    // The schema allows 10,000 lines; numbers beyond this are legal but not tracked.
    private const int TrackedNumbers = 16384;
    private static readonly long[] Tens = [.. Enumerable.Range(0, 13).Select(n => (long)Math.Pow(10, n))];
    private readonly BitArray _numbersAfter = new(TrackedNumbers), _numbersBefore = new(TrackedNumbers), _orderNumbers = new(TrackedNumbers);
    private readonly List<long> _noteLines = [], _transportLines = [];
    private readonly HashSet<ulong> _uuids = [];
    private int _lineCount, _linesBefore, _bareLine, _bareOffset, _bareLines;
    private long _lastNumber, _sameLineDate;
    private bool _numberingSaid, _dateClashSaid, _annexLine, _orderUnvalued, _numbersUsed, _ordersUsed;
    private int _orderRates; // a bit for each rate of a line of the order
    private decimal _orderSum;

    private void ResetLines()
    {
        if (_numbersUsed)
        {
            _numbersAfter.SetAll(false);
            _numbersBefore.SetAll(false);
        }
        if (_ordersUsed) _orderNumbers.SetAll(false);
        _noteLines.Clear();
        _transportLines.Clear();
        if (_uuids.Count > 0) _uuids.Clear();
        (_lineCount, _linesBefore, _bareLine, _bareLines, _orderRates, _lastNumber, _sameLineDate, _orderSum) = (0, 0, 0, 0, 0, 0, 0, 0);
        (_numberingSaid, _dateClashSaid, _annexLine, _orderUnvalued, _numbersUsed, _ordersUsed) = (false, false, false, false, false, false);
    }

    private void LeaveLine()
    {
        _lineCount++;
        var before = Has(Fa3Ids.LineBefore);
        if (before) _linesBefore++;
        LineNumbering(before);
        LineParts(before);
        LineArithmetic();
        LineCodes();
        AddToSums(before);
        CheckRate(Fa3Ids.LineExchange);
        var date = Code(Fa3Ids.LineDate);
        _sameLineDate = _lineCount == 1 ? date : _sameLineDate == date ? date : -1;
        if (date > 0 && Has(Fa3Ids.Supplied) && !_dateClashSaid)
        {
            _dateClashSaid = true;
            Legal("D-9", Fa3Ids.LineDate, DateText(date), "P_6A stands beside a common P_6; give one date for all in P_6, or one per line in P_6A.", "P_6A występuje obok wspólnego P_6; należy podać jedną datę w P_6 albo daty wierszy w P_6A.");
        }
    }

    private void LineNumbering(bool before)
    {
        var number = Code(Fa3Ids.LineNumber);
        var pairs = Kind is Kor or KorRoz;
        if (!_numberingSaid && !(pairs && (_linesBefore > 0 || number == _lastNumber)) && number != _lastNumber + 1)
        {
            _numberingSaid = true;
            Warn("L-3", Fa3Ids.LineNumber, number.ToString(CultureInfo.InvariantCulture), "Lines are numbered 1, 2, 3 and so on.", "Wiersze numeruje się kolejno: 1, 2, 3 i dalej.");
        }
        _lastNumber = number;
        if (number is < 0 or >= TrackedNumbers) return;
        _numbersUsed = true;
        var seen = before ? _numbersBefore : _numbersAfter;
        if (seen[(int)number] || (!pairs && before && _numbersAfter[(int)number]))
            Warn("L-4", Fa3Ids.LineNumber, number.ToString(CultureInfo.InvariantCulture), "The number of the line stands twice.", "Numer wiersza się powtarza.");
        seen[(int)number] = true;
    }

    private void LineParts(bool before)
    {
        if (before && Kind is not (Kor or KorRoz)) Legal("L-5", Fa3Ids.LineBefore, "1", "StanPrzed belongs to corrections (KOR, KOR_ROZ) only.", "StanPrzed jest właściwy tylko fakturom korygującym (KOR, KOR_ROZ).");
        if (!Has(Fa3Ids.LineName) && !(IsCorrection && Has(Fa3Ids.CorrectedPeriod))) Legal("L-6", Fa3Ids.Line, null, "P_7, the name of the goods or service, is missing.", "Brak P_7, nazwy towaru lub usługi.");
        var margin = Code(Fa3Ids.Margin) == 1;
        var gross = Has(Fa3Ids.LineGross);
        var bare = !Has(Fa3Ids.LineUnit) || !Has(Fa3Ids.LineQuantity) || (!Has(Fa3Ids.LinePrice) && !Has(Fa3Ids.LineGrossPrice)) || (!Has(Fa3Ids.LineNet) && !gross) || (!Has(Fa3Ids.LineRate) && !Has(Fa3Ids.LineOss) && !margin);
        if (bare && Kind == Vat && _bareLines++ == 0) (_bareLine, _bareOffset) = (_ordinals[Fa3Ids.Line], _seen[Fa3Ids.Line]);
        if ((Has(Fa3Ids.LinePrice) && Has(Fa3Ids.LineGrossPrice)) || (Has(Fa3Ids.LineNet) && gross))
            Warn("L-10", Fa3Ids.Line, null, "The line gives both net and gross (P_9A and P_9B, or P_11 and P_11A); one is enough.", "Wiersz podaje i netto, i brutto (P_9A i P_9B albo P_11 i P_11A); wystarczy jedno.");
        if (Has(Fa3Ids.LineRate) && Has(Fa3Ids.LineOss)) Warn("L-12", Fa3Ids.LineOss, Text(Number(Fa3Ids.LineOss)), "A line has either a Polish rate (P_12) or a foreign one (P_12_XII).", "Wiersz ma albo stawkę polską (P_12), albo zagraniczną (P_12_XII).");
        if (Number(Fa3Ids.LineQuantity) < 0 && Kind >= 0 && !IsCorrection) Warn("L-19", Fa3Ids.LineQuantity, Text(Number(Fa3Ids.LineQuantity)), "A negative quantity is unusual outside corrections.", "Ujemna ilość jest nietypowa poza fakturami korygującymi.");
        _annexLine |= Has(Fa3Ids.LineAnnex15);
    }

    private void LineArithmetic()
    {
        if (!Has(Fa3Ids.LineQuantity)) return;
        var (quantity, discount) = (Number(Fa3Ids.LineQuantity), Number(Fa3Ids.LineDiscount));
        if (Has(Fa3Ids.LinePrice) && Has(Fa3Ids.LineNet) && !Product(quantity, Number(Fa3Ids.LinePrice), discount, Number(Fa3Ids.LineNet), out var net))
            Warn("L-8", Fa3Ids.LineNet, Text(Number(Fa3Ids.LineNet)), $"P_11 is not quantity x price less discount, {Text(net)}.", $"P_11 nie jest iloczynem ilości i ceny pomniejszonym o rabat, czyli {Text(net)}.");
        if (Has(Fa3Ids.LineGrossPrice) && Has(Fa3Ids.LineGross) && !Product(quantity, Number(Fa3Ids.LineGrossPrice), discount, Number(Fa3Ids.LineGross), out var gross))
            Warn("L-9", Fa3Ids.LineGross, Text(Number(Fa3Ids.LineGross)), $"P_11A is not quantity x gross price less discount, {Text(gross)}.", $"P_11A nie jest iloczynem ilości i ceny brutto pomniejszonym o rabat, czyli {Text(gross)}.");
        var percent = Code(Fa3Ids.LineRate) >= 0 ? RateBuckets.Percent(Code(Fa3Ids.LineRate)) : Number(Fa3Ids.LineOss);
        if (!Has(Fa3Ids.LineTax) || !(Has(Fa3Ids.LineNet) || Has(Fa3Ids.LineGross)) || (Code(Fa3Ids.LineRate) < 0 && !Has(Fa3Ids.LineOss))) return;
        var tax = Has(Fa3Ids.LineNet) ? Number(Fa3Ids.LineNet) * percent * Hundredth : Number(Fa3Ids.LineGross) * percent / (100 + percent);
        if (Math.Abs(tax - Number(Fa3Ids.LineTax)) > Grosz)
            Warn("L-11", Fa3Ids.LineTax, Text(Number(Fa3Ids.LineTax)), $"P_11Vat is not the tax of the line, {Text(Math.Round(tax, 2))}.", $"P_11Vat nie jest podatkiem od wiersza, czyli {Text(Math.Round(tax, 2))}.");
    }

    /// <summary>P_10 is read both ways: a discount on the line, or on the unit.</summary>
    private static bool Product(decimal quantity, decimal price, decimal discount, decimal value, out decimal expected)
    {
        expected = 0;
        if (discount == 0 && IsSurelyProduct(quantity, price, value)) return true;
        if (!Magnitude(quantity, price) || Math.Abs(discount) >= 1e13m) return true;
        expected = Math.Round((quantity * price) - discount, 2, MidpointRounding.AwayFromZero);
        return Math.Abs(expected - value) <= Grosz || (discount != 0 && Math.Abs((quantity * (price - discount)) - value) <= Grosz);
    }

    /// <summary>Whether the value lies within half a grosz of the product, told by whole numbers alone; false says nothing.</summary>
    private static bool IsSurelyProduct(decimal quantity, decimal price, decimal value)
    {
        var scale = quantity.Scale + price.Scale;
        if (scale > 12 || value.Scale > scale || scale - value.Scale > 9 || !TryDigits(quantity, out var q) || !TryDigits(price, out var p) || !TryDigits(value, out var v)) return false;
        return Math.Abs((q * p) - (v * Tens[scale - value.Scale])) <= Tens[scale] / 200;
    }

    /// <summary>The digits with their sign as one number, where they are few enough to be multiplied by each other.</summary>
    private static bool TryDigits(in decimal number, out long digits)
    {
        var few = DecimalDigits.TryRead(number, out var unsigned) && unsigned < 1_000_000_000;
        digits = decimal.IsNegative(number) ? -(long)unsigned : (long)unsigned;
        return few;
    }

    private void LineCodes()
    {
        var rate = Code(Fa3Ids.LineRate);
        if (rate is RateBuckets.Rate22 or RateBuckets.Rate7 or RateBuckets.Rate3)
            Warn("R-14", Fa3Ids.LineRate, _grammar.Types["TStawkaPodatku"].Values[(int)rate], "A rate of former years; right only for an old tax point.", "Stawka z ubiegłych lat; właściwa tylko dla dawnego obowiązku podatkowego.");
        if (rate == RateBuckets.RateReverseCharge && ForeignBuyer)
            Legal("R-11", Fa3Ids.LineRate, "oo", "oo is the domestic reverse charge; for a foreign buyer use np I or np II.", "oo oznacza odwrotne obciążenie w kraju; dla nabywcy zagranicznego właściwe jest np I lub np II.");
        // The order of TOznaczenieProcedury: WSTO_EE, IED, TT_D, I_42, I_63, ...
        var procedure = Code(Fa3Ids.LineProcedure);
        if (procedure is 3 or 4 && rate != RateBuckets.RateIntraEu) Warn("L-14", Fa3Ids.LineProcedure, procedure == 3 ? "I_42" : "I_63", "Procedures 42 and 63 accompany an intra-EU supply (0 WDT).", "Procedury 42 i 63 towarzyszą dostawie wewnątrzwspólnotowej (0 WDT).");
        if (procedure == 0 && !Has(Fa3Ids.LineOss)) Warn("L-15", Fa3Ids.LineProcedure, "WSTO_EE", "WSTO_EE goes with a foreign rate (P_12_XII).", "WSTO_EE łączy się ze stawką P_12_XII.");
        if (procedure == 2 && Code(Fa3Ids.Triangular) != 1) Warn("L-15", Fa3Ids.LineProcedure, "TT_D", "TT_D goes with P_23 = 1.", "TT_D łączy się z P_23 = 1.");
    }

    private bool ForeignBuyer => (Has(Fa3Ids.BuyerEu) && Code(Fa3Ids.BuyerEu) != Fa3Ids.PolandEu) || (Has(Fa3Ids.BuyerIdCountry) && Code(Fa3Ids.BuyerIdCountry) != Fa3Ids.PolandCountry);

    private bool OrderHas(int rate) => (_orderRates & (1 << rate)) != 0;

    private void LeaveOrderLine()
    {
        var before = Has(Fa3Ids.OrderLineBefore);
        if (before && Kind != KorZal) Legal("L-5", Fa3Ids.OrderLineBefore, "1", "StanPrzedZ belongs to corrections of advance invoices (KOR_ZAL) only.", "StanPrzedZ jest właściwy tylko korektom faktur zaliczkowych (KOR_ZAL).");
        var rate = Code(Fa3Ids.OrderLineRate);
        if (rate >= 0) _orderRates |= 1 << (int)rate;
        _annexLine |= Has(Fa3Ids.OrderLineAnnex15);
        _orderUnvalued |= !Has(Fa3Ids.OrderLineNet) || !Has(Fa3Ids.OrderLineTax);
        if (!before) _orderSum += Number(Fa3Ids.OrderLineNet) + Number(Fa3Ids.OrderLineTax);
        var number = Code(Fa3Ids.OrderLineNumber);
        if (number is >= 0 and < TrackedNumbers) (_orderNumbers[(int)number], _ordersUsed) = (true, true);
        if (rate == RateBuckets.RateIntraEu && Kind == Zal) Warn("L-13", Fa3Ids.OrderLineRate, "0 WDT", "Advance payments for an intra-EU supply are not invoiced.", "Zaliczek na dostawę wewnątrzwspólnotową się nie fakturuje.");
    }

    private void CheckUuid(int id, ReadOnlySpan<byte> text)
    {
        if (!_uuids.Add(Hash(text)) && Kind is not (Kor or KorRoz))
            Warn("L-20", id, Encoding.UTF8.GetString(text), "UU_ID is to be unique, but stands twice.", "UU_ID powinien być unikalny, a się powtarza.");
    }

    private void Lines()
    {
        var dataOnly = Kind == Kor && (Has(Fa3Ids.CorrectedPeriod) || Number(Fa3Ids.Total) == 0);
        if (_lineCount == 0 && (Kind is Vat or Roz or Upr || (Kind == Kor && !dataOnly)))
            Legal("L-1", Fa3Ids.Fa, null, "There is no line (FaWiersz).", "Brak wierszy faktury (FaWiersz).");
        if (_lineCount > 0 && Kind is Zal or KorZal)
            Warn("L-2", Fa3Ids.Line, null, "An advance invoice lists its goods in Zamowienie, not in FaWiersz.", "Faktura zaliczkowa wymienia towary w Zamowienie, a nie w FaWiersz.");
        if (_bareLines > 0 && !Has(Fa3Ids.Attachment))
        {
            (_ordinals[Fa3Ids.Line], _seen[Fa3Ids.Line]) = (_bareLine, _bareOffset);
            Warn("L-7", Fa3Ids.Line, _bareLines.ToString(CultureInfo.InvariantCulture), "Lines lack unit, quantity, price, value or rate; only simplified invoices may omit them.", "W wierszach brakuje miary, ilości, ceny, wartości lub stawki; pominąć je można tylko na fakturze uproszczonej.");
        }
        foreach (var line in _noteLines)
            if (line < TrackedNumbers && !_numbersAfter[(int)line] && !_numbersBefore[(int)line] && !_orderNumbers[(int)line])
                Warn("L-17", Fa3Ids.NoteLine, line.ToString(CultureInfo.InvariantCulture), "DodatkowyOpis names a line that does not exist.", "DodatkowyOpis wskazuje wiersz, którego nie ma.");
        foreach (var line in _transportLines)
            if (line < TrackedNumbers && !_numbersAfter[(int)line] && !_numbersBefore[(int)line] && _lineCount > 0)
                Warn("L-18", Fa3Ids.NewTransportLine, line.ToString(CultureInfo.InvariantCulture), "P_NrWierszaNST names a line that does not exist.", "P_NrWierszaNST wskazuje wiersz, którego nie ma.");
    }
}
