using System.Globalization;
using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Charges and deductions, what was paid, when the rest is due, and where to.</summary>
internal static class PaymentSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        if (body.Settlement is { } settlement) Settle(page, settlement, body.Currency.ToString());
        if (body.Payment is not { } payment) return;
        var words = page.Words;
        page.OpenSection("Płatność", "Payment");
        page.Raw("<dl class=\"fields\">");
        foreach (var due in payment.DueDates) page.Field("Termin płatności", "Due", Due(due), "strong");
        page.Field("Forma płatności", "Method", Codes.Method(words, payment.Method), "strong");
        if (payment.Status is PaidInFull full)
        {
            page.Field("Zapłacono", "Paid", words.In("w całości", "in full"));
            page.Field("Data zapłaty", "Paid on", Wording.Date(full.Date));
        }
        if (payment.Status is PaidInParts parts) page.Field("Zapłacono", "Paid", parts.IsComplete ? words.In("w całości, w częściach", "in full, in parts") : words.In("częściowo", "in part"));
        foreach (var account in payment.Accounts) Account(page, "Rachunek bankowy", "Bank account", account);
        foreach (var account in payment.FactorAccounts) Account(page, "Rachunek faktora", "Account of the factor", account);
        if (payment.CashDiscount is { } discount)
        {
            page.Field("Skonto", "Cash discount", discount.Size);
            page.Field("Warunki skonta", "Conditions", discount.Conditions);
        }
        page.Field("Link do płatności", "Payment link", payment.PaymentLink, "wide");
        page.Field("Identyfikator płatności KSeF", "KSeF payment identifier", payment.KsefPaymentId, "wide");
        page.Raw("</dl>");
        if (payment.Status is PaidInParts { Payments.IsEmpty: false } made)
        {
            page.Table(made.Payments.ToArray(),
            [
                new("Zapłata częściowa", "Partial payment", p => Wording.Date(p.PaidOn)),
                new("Forma", "Method", p => Codes.Method(words, p.Method)),
                new("Kwota", "Amount", p => words.Amount(p.Amount), IsNumber: true),
            ]);
        }
        page.CloseSection();
    }

    private static string? Due(PaymentDue due) => PageWriter.Join(
        Wording.Date(due.Date),
        due.Description is { } term ? $"{term.Count.ToString(CultureInfo.InvariantCulture)} {term.Unit} – {term.Event}" : null);

    private static void Account(PageWriter page, string pl, string en, BankAccount account) => page.Field(pl, en, PageWriter.Join(
        Grouped(account.Number), account.BankName, page.Named("SWIFT", "SWIFT", account.Swift), account.Description, Codes.OwnAccount(page.Words, account.OwnAccountKind)), "wide strong");

    /// <summary>An IBAN or NRB in groups of four for the eye; anything else as it was given.</summary>
    private static string Grouped(string number)
    {
        var prefix = number.Length == 28 && number.StartsWith("PL", StringComparison.Ordinal) ? 4 : number.Length == 26 ? 2 : 0;
        if (prefix == 0 || !number.AsSpan(prefix == 4 ? 2 : 0).ToString().All(char.IsAsciiDigit)) return number;
        return string.Join('\u00A0', new[] { number[..prefix] }.Concat(number[prefix..].Chunk(4).Select(c => new string(c))));
    }

    private static void Settle(PageWriter page, Settlement settlement, string currency)
    {
        var words = page.Words;
        page.OpenSection("Rozliczenie", "Settlement");
        page.Table([.. settlement.Charges.Select(c => (Charge: c, Sign: "+")), .. settlement.Deductions.Select(d => (Charge: d, Sign: "−"))],
        [
            new Column<(Charge Charge, string Sign)>("Obciążenia i odliczenia", "Charges and deductions", x => x.Charge.Reason),
            new Column<(Charge Charge, string Sign)>("Kwota", "Amount", x => $"{x.Sign} {words.Amount(x.Charge.Amount)}", IsNumber: true),
        ]);
        page.Raw("<dl class=\"fields\">");
        page.Field("Suma obciążeń", "Sum of charges", words.Amount(settlement.ChargesTotal));
        page.Field("Suma odliczeń", "Sum of deductions", words.Amount(settlement.DeductionsTotal));
        if (settlement.Balance is { } balance)
        {
            if (balance.Kind == BalanceKind.ToPay) page.Field("Do zapłaty", "To pay", $"{words.Amount(balance.Amount)} {currency}", "strong");
            else page.Field("Do rozliczenia", "Overpaid", $"{words.Amount(balance.Amount)} {currency}", "strong");
        }
        page.Raw("</dl>");
        page.CloseSection();
    }
}
