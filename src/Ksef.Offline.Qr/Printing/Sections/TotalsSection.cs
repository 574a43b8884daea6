using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The summary of tax per rate and the amount due.</summary>
internal static class TotalsSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        var words = page.Words;
        var rows = Rows(words, body);
        page.Raw("<div class=\"sums\">");
        page.Table(rows,
        [
            new("Stawka", "Rate", r => r.Rate),
            new("Netto", "Net", r => words.Amount(r.Net), IsNumber: true),
            new("VAT", "VAT", r => words.Amount(r.Tax), IsNumber: true),
            new("VAT w PLN", "VAT in PLN", r => words.Amount(r.TaxInPln), IsNumber: true),
            new("Brutto", "Gross", r => words.Amount(r.Gross), IsNumber: true),
        ], rowCss: r => r.IsTotal ? "total" : "");
        page.Raw("<div class=\"due\">");
        page.Element("div", "what", What(words, body));
        page.Element("div", "amount", $"{words.Amount(body.Totals.AmountDue)}\u00A0{body.Currency}");
        page.Raw("</div></div>");
    }

    private static string What(Wording words, InvoiceBody body) => body.Type switch
    {
        InvoiceType.Advance => words.In("Otrzymana zapłata", "Payment received"),
        InvoiceType.Correction or InvoiceType.AdvanceCorrection or InvoiceType.SettlementCorrection => words.In("Kwota korekty ogółem", "Total of the correction"),
        InvoiceType.Settlement => words.In("Pozostało do zapłaty", "Remaining to pay"),
        _ => words.In("Należność ogółem", "Amount due"),
    };

    private static List<SumRow> Rows(Wording words, InvoiceBody body)
    {
        var (t, rows) = (body.Totals, new List<SumRow>());
        Taxed(t.Standard, Used(body, VatRate.Standard22, VatRate.Standard23) ? "22 %" : "23 %");
        Taxed(t.FirstReduced, Used(body, VatRate.Reduced7, VatRate.Reduced8) ? "7 %" : "8 %");
        Taxed(t.SecondReduced, "5 %");
        Taxed(t.Taxi, Used(body, VatRate.Taxi3, VatRate.Taxi4) ? words.In("3 % (taksówki)", "3 % (taxis)") : words.In("4 % (taksówki)", "4 % (taxis)"));
        if (t.OneStopShop is { } oss) rows.Add(new SumRow("OSS", oss.Net, oss.Tax, null, oss.Net + (oss.Tax ?? 0)));
        Plain(t.ZeroDomestic, "0 %");
        Plain(t.ZeroIntraEu, words.In("0 % WDT", "0 % intra-EU"));
        Plain(t.ZeroExport, words.In("0 % eksport", "0 % export"));
        Plain(t.Exempt, words.In("zw – zwolnione", "exempt"));
        Plain(t.OutsidePoland, words.In("np – poza terytorium kraju", "outside Poland"));
        Plain(t.EuServices, words.In("np – usługi art. 100 ust. 1 pkt 4", "EU services, art. 100(1)(4)"));
        Plain(t.ReverseCharge, words.In("oo – odwrotne obciążenie", "reverse charge"));
        if (t.Margin is { } margin) rows.Add(new SumRow(words.In("procedura marży", "margin scheme"), null, null, null, margin));
        if (rows.Count > 1) rows.Add(new SumRow(words.In("Razem", "Total"), rows.Sum(r => r.Net), rows.Sum(r => r.Tax), rows.Any(r => r.TaxInPln is not null) ? rows.Sum(r => r.TaxInPln) : null, rows.Sum(r => r.Gross), IsTotal: true));
        return rows;

        void Taxed(TaxedTotal? total, string rate)
        {
            if (total is { } x) rows.Add(new SumRow(rate, x.Net, x.Tax, x.TaxInPln, x.Net + x.Tax));
        }

        void Plain(decimal? net, string rate)
        {
            if (net is { } x) rows.Add(new SumRow(rate, x, null, null, x));
        }
    }

    /// <summary>Whether the lines use the old rate and never the present one: both share a field in FA(3).</summary>
    private static bool Used(InvoiceBody body, VatRate old, VatRate present)
    {
        var rates = body.Lines.Select(l => l.Rate).Concat(body.Order is { } order ? order.Lines.Select(l => l.Rate) : []).ToArray();
        return rates.Contains(old) && !rates.Contains(present);
    }
}
