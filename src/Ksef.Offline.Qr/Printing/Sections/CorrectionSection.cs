using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>What a correction corrects, and what an advance or settlement invoice settles.</summary>
internal static class CorrectionSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        if (body.Correction is { } correction) Write(page, correction);
        if (!body.AdvanceInvoices.IsEmpty)
        {
            page.OpenSection("Rozliczane faktury zaliczkowe", "Advance invoices settled");
            page.Table(body.AdvanceInvoices.ToArray(),
            [
                new("Numer KSeF", "KSeF number", a => a is KsefAdvanceInvoice k ? k.KsefNumber : null),
                new("Numer faktury wystawionej poza KSeF", "Number of the invoice outside KSeF", a => a is OutsideAdvanceInvoice o ? o.Number : null),
            ]);
            page.CloseSection();
        }
        if (body.PartialAdvances.IsEmpty) return;
        page.OpenSection("Otrzymane zapłaty", "Payments received");
        page.Table(body.PartialAdvances.ToArray(),
        [
            new("Data otrzymania", "Received on", a => Wording.Date(a.ReceivedOn)),
            new("Kurs waluty", "Exchange rate", a => page.Words.Quantity(a.ExchangeRate), IsNumber: true),
            new("Kwota", "Amount", a => page.Words.Amount(a.Amount), IsNumber: true),
        ]);
        page.CloseSection();
    }

    private static void Write(PageWriter page, CorrectionDetails correction)
    {
        var words = page.Words;
        page.OpenSection("Dane korekty", "Correction");
        page.Raw("<dl class=\"fields\">");
        page.Field("Przyczyna korekty", "Reason", correction.Reason, "wide strong");
        page.Field("Skutek korekty", "Effect", Codes.Effect(words, correction.Effect), "wide");
        page.Field("Okres opustu lub obniżki", "Period of the discount", correction.Period, "wide");
        page.Field("Poprawny numer faktury korygowanej", "Right number of the corrected invoice", correction.CorrectNumber, "wide");
        if (correction.TotalBefore is { } before)
        {
            page.Field("Kwota przed korektą", "Amount before the correction", words.Amount(before.Amount));
            page.Field("Kurs waluty przed korektą", "Exchange rate before the correction", words.Quantity(before.ExchangeRate));
        }
        page.Raw("</dl>");
        page.Table(correction.CorrectedInvoices.ToArray(),
        [
            new("Faktura korygowana", "Corrected invoice", c => c.Number),
            new("Data wystawienia", "Date of issue", c => Wording.Date(c.IssueDate)),
            new("Numer KSeF", "KSeF number", c => c.KsefNumber ?? words.In("wystawiona poza KSeF", "issued outside KSeF")),
        ]);
        if (correction.SellerBefore is not null || !correction.BuyersBefore.IsEmpty) Before(page, correction);
        page.CloseSection();
    }

    private static void Before(PageWriter page, CorrectionDetails correction)
    {
        var words = page.Words;
        page.Raw("<div class=\"parties\">");
        if (correction.SellerBefore is { } seller)
            PartySection.Card(page, words.In("Sprzedawca przed korektą", "Seller before"), seller.Name, $"NIP: {seller.EuPrefix} {seller.Nip}", seller.Address, null, []);
        foreach (var buyer in correction.BuyersBefore)
        {
            PartySection.Card(page, words.In("Nabywca przed korektą", "Buyer before"), buyer.Name, PartySection.Identifier(words, buyer.Identifier), buyer.Address, null, [],
                page.Named("Klucz powiązania", "Link key", buyer.LinkKey));
        }
        page.Raw("</div>");
    }
}
