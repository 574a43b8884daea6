using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Kind, number, KSeF number and dates.</summary>
internal static class HeaderSection
{
    public static void Write(PageWriter page, Invoice invoice, IReadOnlyList<PrintedCode> codes)
    {
        var body = invoice.Body;
        var words = page.Words;
        page.Raw("<header class=\"top\"><div>");
        PageFrame.Logo(page);
        page.Element("h1", "", Title(words, body.Type));
        page.Element("div", "number", body.Number);
        Ksef(page, codes);
        page.Raw("</div><dl class=\"dates\">");
        page.Field("Data wystawienia", "Date of issue", Wording.Date(body.IssueDate));
        page.Field("Miejsce wystawienia", "Place of issue", body.IssuePlace);
        switch (body.SupplyTime)
        {
            case SupplyDate day: page.Field(body.Type is InvoiceType.Advance or InvoiceType.AdvanceCorrection ? "Data otrzymania zapłaty" : "Data dostawy lub wykonania usługi", body.Type is InvoiceType.Advance or InvoiceType.AdvanceCorrection ? "Payment received on" : "Date of supply", Wording.Date(day.Date)); break;
            case SupplyPeriod period: page.Field("Okres, którego dotyczy faktura", "Period of supply", $"{Wording.Date(period.From)} – {Wording.Date(period.To)}"); break;
        }
        page.Field("Waluta", "Currency", body.Currency.ToString());
        page.Field("Kurs waluty faktury zaliczkowej", "Exchange rate of the advance", words.Quantity(body.AdvanceExchangeRate));
        page.Raw("</dl></header>");
    }

    public static string Title(Wording words, InvoiceType type) => type switch
    {
        InvoiceType.Correction => words.In("Faktura korygująca", "Correcting invoice"),
        InvoiceType.Advance => words.In("Faktura zaliczkowa", "Advance invoice"),
        InvoiceType.Settlement => words.In("Faktura rozliczeniowa", "Settlement invoice"),
        InvoiceType.Simplified => words.In("Faktura uproszczona", "Simplified invoice"),
        InvoiceType.AdvanceCorrection => words.In("Faktura korygująca fakturę zaliczkową", "Correction of an advance invoice"),
        InvoiceType.SettlementCorrection => words.In("Faktura korygująca fakturę rozliczeniową", "Correction of a settlement invoice"),
        _ => words.In("Faktura VAT", "VAT invoice"),
    };

    private static void Ksef(PageWriter page, IReadOnlyList<PrintedCode> codes)
    {
        if (codes.FirstOrDefault(c => c.Link.Kind == VerificationLinkKind.Invoice) is not { } first) return;
        page.Raw("<div class=\"ksef\">");
        if (KsefNumber.TryParse(first.Label, out _)) page.Word("Numer KSeF:", "KSeF number:").Raw(" <b>").Text(first.Label).Raw("</b>");
        else page.Word("Wystawiona w trybie offline; numer KSeF nie został jeszcze nadany", "Issued offline; no KSeF number yet");
        page.Raw("</div>");
    }
}
