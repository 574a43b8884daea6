using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Contracts, orders, batches, delivery terms and transport.</summary>
internal static class TermsSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        if (body.Terms is not { } terms) return;
        var words = page.Words;
        page.OpenSection("Warunki transakcji", "Terms");
        page.Raw("<dl class=\"fields\">");
        foreach (var contract in terms.Contracts) page.Field("Umowa", "Contract", Numbered(contract.Number, contract.Date));
        foreach (var order in terms.Orders) page.Field("Zamówienie", "Order", Numbered(order.Number, order.Date));
        foreach (var batch in terms.BatchNumbers) page.Field("Numer partii towaru", "Batch", batch);
        page.Field("Warunki dostawy", "Delivery terms", terms.DeliveryTerms);
        if (terms.AgreedRate is { } rate) page.Field("Kurs umowny", "Agreed exchange rate", $"{words.Quantity(rate.Rate)} {rate.Currency}");
        if (terms.IsIntermediary) page.Field("Podmiot pośredniczący", "Intermediary", words.In("dostawa dokonana przez podmiot, o którym mowa w art. 22 ust. 2d ustawy", "supply by the intermediary of art. 22(2d)"), "wide");
        page.Raw("</dl>");
        foreach (var transport in terms.Transports) Write(page, transport);
        page.CloseSection();
    }

    private static void Write(PageWriter page, Transport transport)
    {
        var words = page.Words;
        page.Raw("<h3>").Word("Transport", "Transport").Raw("</h3><dl class=\"fields\">");
        page.Field("Rodzaj transportu", "Mode", Codes.Mode(words, transport.Mode));
        page.Field("Ładunek", "Cargo", Codes.Cargo(words, transport.Cargo));
        page.Field("Jednostka opakowania", "Packaging", transport.PackagingUnit);
        page.Field("Nr zlecenia transportu", "Transport order", transport.OrderNumber);
        if (transport.Carrier is { } carrier)
        {
            page.Field("Przewoźnik", "Carrier", PageWriter.Join(carrier.Name, PartySection.Identifier(words, carrier.Identifier), PartySection.OneLine(carrier.Address)), "wide");
        }
        page.Field("Rozpoczęcie", "Start", Moment(transport.StartsAt));
        page.Field("Zakończenie", "End", Moment(transport.EndsAt));
        if (transport.From is { } from) page.Field("Wysyłka z", "From", PartySection.OneLine(from), "wide");
        foreach (var via in transport.Via) page.Field("Przez", "Via", PartySection.OneLine(via), "wide");
        if (transport.To is { } to) page.Field("Wysyłka do", "To", PartySection.OneLine(to), "wide");
        page.Raw("</dl>");
    }

    private static string? Numbered(string? number, LocalDate? date) => PageWriter.Join(number, Wording.Date(date));

    /// <summary>A moment as the file has it: local time, and the offset where it gives one.</summary>
    private static string? Moment(InvoiceDateTime? moment) => moment?.ToString().Replace('T', ' ');
}
