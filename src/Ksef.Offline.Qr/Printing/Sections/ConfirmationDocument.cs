using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The confirmation of a transaction (<i>potwierdzenie transakcji</i>): who, what, how much and both codes; it says itself that it is no invoice.</summary>
internal static class ConfirmationDocument
{
    public static string Write(Invoice invoice, IReadOnlyList<PrintedCode> codes, PageOptions options)
    {
        var page = new PageWriter(options);
        var (words, body) = (page.Words, invoice.Body);
        var title = words.In("Potwierdzenie transakcji", "Confirmation of transaction");
        PageFrame.Open(page, $"{title} {body.Number}");
        page.Raw("<header class=\"top\"><div>");
        PageFrame.Logo(page);
        page.Element("div", "number", title);
        page.Element("div", "ksef", words.In("do faktury wystawionej w trybie offline", "for an invoice issued offline"));
        page.Raw("</div><dl class=\"dates\">");
        page.Field("Numer faktury", "Invoice number", body.Number);
        page.Field("Data wystawienia faktury", "Date of issue", Wording.Date(body.IssueDate));
        page.Raw("</dl></header>");
        page.Raw("<div class=\"notice\">").Word(
            "Ten dokument nie jest fakturą w rozumieniu ustawy o podatku od towarów i usług. Faktura zostanie udostępniona nabywcy w Krajowym Systemie e-Faktur (KSeF).",
            "This document is not an invoice within the meaning of the VAT Act. The invoice will be made available to the buyer in the National e-Invoicing System (KSeF).").Raw("</div>");
        page.Raw("<div class=\"parties\">");
        PartySection.Card(page, words.In("Sprzedawca", "Seller"), invoice.Seller.Name, $"NIP: {invoice.Seller.Nip}", invoice.Seller.Address, null, []);
        PartySection.Card(page, words.In("Nabywca", "Buyer"), invoice.Buyer.Name, PartySection.Identifier(words, invoice.Buyer.Identifier), invoice.Buyer.Address, null, []);
        page.Raw("</div>");
        if (!body.Lines.IsEmpty)
        {
            page.OpenSection("Przedmiot transakcji", "Subject");
            page.Table(body.Lines.Where(l => !l.IsBefore).ToArray(),
            [
                new("Lp.", "No.", l => words.Quantity(l.Number)),
                new("Nazwa towaru lub usługi", "Goods or service", l => l.Name),
                new("Ilość", "Quantity", l => words.Quantity(l.Quantity), IsNumber: true),
                new("J.m.", "Unit", l => l.Unit?.ToString()),
            ]);
            page.CloseSection();
        }
        page.Raw("<div class=\"sums\"><div class=\"due\">");
        page.Element("div", "what", words.In("Kwota transakcji", "Amount of the transaction"));
        page.Element("div", "amount", $"{words.Amount(body.Totals.AmountDue)}\u00A0{body.Currency}");
        page.Raw("</div></div>");
        CodesSection.Write(page, codes);
        PageFrame.Close(page);
        return page.ToString();
    }
}
