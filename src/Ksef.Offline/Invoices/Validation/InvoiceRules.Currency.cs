namespace Ksef.Offline.Invoices.Validation;

/// <summary>Foreign currency (C-*).</summary>
internal sealed partial class InvoiceRules
{
    private static readonly HashSet<string> NotMoney = new(StringComparer.Ordinal)
    {
        "HRK", "XAG", "XAU", "XPD", "XPT", "XXX", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA", "ANG", "CUC", "SLL", "ZWL", "BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW",
    };

    private void Currency()
    {
        if (!Has(Fa3Ids.Currency)) return;
        for (var bucket = 0; bucket < 4; bucket++)
        {
            var (tax, pln) = (Fa3Ids.Tax[bucket], Fa3Ids.TaxPln[bucket]);
            var name = _grammar.Node(pln).Name;
            if (IsPln && Has(pln)) Legal("C-2", pln, Text(Number(pln)), $"{name} is for foreign currencies; leave it out.", $"{name} dotyczy walut obcych; należy je pominąć.");
            if (!IsPln && NotZero(tax) && !Has(pln)) Legal("C-1", tax, Text(Number(tax)), $"The tax must be given in PLN too ({name}, art. 106e(11)).", $"Podatek należy podać także w złotych ({name}, art. 106e ust. 11).");
            ref var sum = ref _sums[bucket];
            if (!IsPln && Has(pln) && sum.Rows > 0 && sum.WithoutExchange == 0 && Kind is Vat or Kor && Math.Abs(Number(pln) - sum.TaxPln) > Grosz * sum.Rows)
                Warn("C-3", pln, Text(Number(pln)), $"{name} is not what the lines give at their exchange rates, {Text(Math.Round(sum.TaxPln, 2))}.", $"{name} nie wynika z wierszy po ich kursach, czyli {Text(Math.Round(sum.TaxPln, 2))}.");
            if (!IsPln && sum.Rows > 0 && sum.WithoutExchange == sum.Rows && !Has(Fa3Ids.AdvanceRate) && Kind == Vat)
                Warn("C-4", Fa3Ids.Currency, null, "Taxed lines in a foreign currency show no exchange rate (KursWaluty).", "Opodatkowane wiersze w walucie obcej nie podają kursu (KursWaluty).");
        }
        if (Has(Fa3Ids.AdvanceRate) && Kind is not (Zal or KorZal)) Warn("C-5", Fa3Ids.AdvanceRate, Text(Number(Fa3Ids.AdvanceRate)), "KursWalutyZ belongs to ZAL and KOR_ZAL only.", "KursWalutyZ jest właściwy tylko ZAL i KOR_ZAL.");
        if (Has(Fa3Ids.AgreedCurrency) && Code(Fa3Ids.AgreedCurrency) == Fa3Ids.Pln) Legal("C-8", Fa3Ids.AgreedCurrency, "PLN", "The agreed currency is never PLN.", "Walutą umowną nigdy nie jest PLN.");
        if (Has(Fa3Ids.AgreedRate) && !IsPln) Warn("C-9", Fa3Ids.AgreedRate, Text(Number(Fa3Ids.AgreedRate)), "KursUmowny describes invoices in PLN.", "KursUmowny dotyczy faktur w złotych.");
        var code = _grammar.Types["TKodWaluty"].Values[(int)Code(Fa3Ids.Currency)];
        if (NotMoney.Contains(code)) Warn("C-11", Fa3Ids.Currency, code, "A currency that was withdrawn or is no money.", "Waluta wycofana albo niebędąca pieniądzem.");
    }

    private void CheckRate(int id)
    {
        if (!Has(id)) return;
        var rate = _numbers[id];
        if (rate <= 0) Warn("C-7", id, Text(rate), "An exchange rate is above zero.", "Kurs waluty jest większy od zera.");
        if (IsPln && id != Fa3Ids.AgreedRate && id != Fa3Ids.RateBefore) Warn("C-6", id, Text(rate), "An exchange rate on an invoice in PLN.", "Kurs waluty na fakturze w złotych.");
    }
}
