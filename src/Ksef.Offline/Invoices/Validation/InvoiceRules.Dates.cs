using System.Text;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Identity, uniqueness, dates (D-*).</summary>
internal sealed partial class InvoiceRules
{
    private void Dates()
    {
        var issued = Code(Fa3Ids.Issued);
        if (_options.AcceptedOn is { } accepted) AgainstAcceptance(issued, (accepted.Year * 10000) + (accepted.Month * 100) + accepted.Day);
        var created = Code(Fa3Ids.Created) / 86400;
        if (Days(issued) - created > 30)
            Warn("D-5", Fa3Ids.Created, null, "The file was made long before the date of issue: a wrong clock or a template used again?", "Plik utworzono na długo przed datą wystawienia: zły zegar albo ponownie użyty szablon?");
        var end = Has(Fa3Ids.Supplied) ? Fa3Ids.Supplied : Fa3Ids.PeriodTo;
        if (Has(end) && Days(Code(end)) - Days(issued) > 60)
            Warn("D-6", end, DateText(Code(end)), "The supply ends more than 60 days after the date of issue; an invoice must not be issued so early (art. 106i).", "Dostawa lub usługa kończy się ponad 60 dni po wystawieniu; faktury nie wystawia się tak wcześnie (art. 106i).");
        if (Has(Fa3Ids.Period) && Code(Fa3Ids.PeriodFrom) > Code(Fa3Ids.PeriodTo))
            Warn("D-7", Fa3Ids.PeriodFrom, DateText(Code(Fa3Ids.PeriodFrom)), "The period begins after its end.", "Początek okresu przypada po jego końcu.");
        if (Has(Fa3Ids.Supplied) && Code(Fa3Ids.Supplied) == issued)
            Warn("D-8", Fa3Ids.Supplied, DateText(issued), "P_6 is for a date other than the date of issue; leave it out.", "P_6 służy do daty innej niż data wystawienia; należy je pominąć.");
        if (_sameLineDate > 0 && _lineCount > 1 && !Has(Fa3Ids.Supplied))
            Warn("D-10", Fa3Ids.LineDate, DateText(_sameLineDate), "All lines bear the same P_6A; put the date into P_6 instead.", "Wszystkie wiersze mają tę samą datę P_6A; należy podać ją w P_6.");
    }

    private void AgainstAcceptance(long issued, long accepted)
    {
        if (issued > accepted)
            Reject("D-2", Fa3Ids.Issued, DateText(issued), $"The date of issue lies after the day of acceptance, {DateText(accepted)}; KSeF rejects it.", $"Data wystawienia jest późniejsza niż dzień przyjęcia, {DateText(accepted)}; KSeF odrzuci plik.");
        if (Code(Fa3Ids.Created) / 86400 > Days(accepted) + 1)
            Warn("D-5", Fa3Ids.Created, null, "The file claims to have been made in the future.", "Według pliku utworzono go w przyszłości.");
    }

    private void CheckInvoiceNumber(int id, ReadOnlySpan<byte> text)
    {
        var number = Encoding.UTF8.GetString(text).Trim();
        if (KsefNumber.TryParse(number, out _))
            Warn("D-12", id, number, "P_2 is the seller's own number of the invoice, never its KSeF number.", "P_2 to własny numer faktury sprzedawcy, nigdy numer KSeF.");
    }

    private void CheckDueDate(int id)
    {
        if (Code(id) < Code(Fa3Ids.Issued))
            Warn("D-13", id, DateText(Code(id)), "The invoice falls due before it is issued.", "Termin płatności przypada przed datą wystawienia.");
    }

    private void CheckPaidOn(int id)
    {
        if (Code(id) > Code(Fa3Ids.Issued))
            Warn("D-14", id, DateText(Code(id)), "A payment reported as made lies after the date of issue.", "Zapłata wykazana jako dokonana jest późniejsza niż data wystawienia.");
    }
}
