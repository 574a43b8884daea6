using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The lines of the invoice; columns that no line uses are left out.</summary>
internal static class LinesSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        if (body.Lines.IsEmpty) return;
        var words = page.Words;
        page.OpenSection("Pozycje", "Lines");
        page.Table(body.Lines.ToArray(),
        [
            new("Lp.", "No.", l => words.Quantity(l.Number)),
            new("Nazwa towaru lub usługi", "Goods or service", l => l.Name ?? (l.IsBefore ? words.In("stan przed korektą", "state before the correction") : null), Below: l => Details(page, l)),
            new("Ilość", "Quantity", l => words.Quantity(l.Quantity), IsNumber: true),
            new("J.m.", "Unit", l => l.Unit?.ToString()),
            new("Cena jedn. netto", "Unit price net", l => words.Amount(l.UnitNetPrice), IsNumber: true),
            new("Cena jedn. brutto", "Unit price gross", l => words.Amount(l.UnitGrossPrice), IsNumber: true),
            new("Rabat", "Discount", l => words.Amount(l.Discount), IsNumber: true),
            new("Stawka VAT", "VAT rate", l => Codes.Rate(l.Rate) ?? (l.OneStopShopRate is { } oss ? $"{words.Quantity(oss)} %" : null), IsNumber: true),
            new("Wartość netto", "Net", l => words.Amount(l.NetAmount), IsNumber: true),
            new("VAT", "VAT", l => words.Amount(l.TaxAmount), IsNumber: true),
            new("Wartość brutto", "Gross", l => words.Amount(l.GrossAmount), IsNumber: true),
        ], "lines", l => l.IsBefore ? "before" : "");
        page.CloseSection();
    }

    private static string? Details(PageWriter page, InvoiceLine line)
    {
        var words = page.Words;
        return PageWriter.Join(
            line.IsBefore ? words.In("stan przed korektą", "before the correction") : null,
            page.Named("Indeks", "Index", line.Index), page.Named("GTIN", "GTIN", line.Gtin), page.Named("PKWiU", "PKWiU", line.Pkwiu), page.Named("CN", "CN", line.Cn), page.Named("PKOB", "PKOB", line.Pkob),
            page.Named("Data dostawy lub zapłaty", "Supplied or paid on", Wording.Date(line.SupplyDate)),
            line.Group is { } group ? group.ToSchemaText() : null, Codes.Procedure(words, line.Procedure),
            line.IsAnnex15 ? words.In("załącznik nr 15 do ustawy", "annex 15 to the VAT Act") : null,
            page.Named("Akcyza w cenie", "Excise duty in the price", words.Amount(line.ExciseAmount)), page.Named("Kurs waluty", "Exchange rate", words.Quantity(line.ExchangeRate)),
            line.Rate is not null && line.OneStopShopRate is { } oss ? page.Named("Stawka OSS", "OSS rate", $"{words.Quantity(oss)} %") : null,
            page.Named("UU_ID", "UU_ID", line.UniqueId));
    }
}
