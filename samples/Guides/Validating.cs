using Ksef.Offline;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using NodaTime;

namespace Guides;

/// <summary>Judging files that some other program made, and reading them.</summary>
internal static class Validating
{
    public static Task Run()
    {
        var good = InvoiceBuilder.Vat(Party.Seller("5261040828", "Sklep", "ul. Długa 1"), Party.Consumer("Jan Żak", "ul. Krótka 2")).Number("FV/1").IssuedOn(new LocalDate(2026, 11, 20))
            .Line("Usługa", 1, "szt.", 100m, VatRate.Standard23).Build().Issue(Instant.FromUtc(2026, 11, 20, 9, 0)).Bytes.ToArray();
        var bytes = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(good).Replace("<P_15>123</P_15>", "<P_15>123,00</P_15>", StringComparison.Ordinal));

        #region readme-guide-validate
        var validator = new InvoiceValidator(new InvoiceValidatorOptions { Environment = KsefEnvironment.Production, AcceptedOn = new LocalDate(2026, 11, 20) });
        InvoiceVerdict verdict = validator.Validate(bytes);
        foreach (var finding in verdict.Findings)
            Console.WriteLine($"{finding.Line}:{finding.Column} {finding.Severity} {finding.Code} {finding.Path} = '{finding.Value}': {finding.Message} [{finding.Basis}]");
        #endregion
        Expect.That(!verdict.IsValid && verdict.Findings.Any(f => f.Path.EndsWith("/P_15", StringComparison.Ordinal)), "a comma in P_15 is found at its place");

        #region readme-guide-severities
        var strict = new InvoiceValidator(new InvoiceValidatorOptions
        {
            Severities = new Dictionary<string, FindingSeverity?> { ["KO2001"] = null /* never mentioned */, ["KO2002"] = FindingSeverity.Error },
        });
        #endregion
        Expect.That(strict.Validate(good).IsValid, "a good file stays good");

        #region readme-guide-read
        if (InvoiceReader.TryRead(good, out Invoice? invoice, out var reasons))
        {
            Console.WriteLine($"{invoice.Seller.Name} sells to {invoice.Buyer.Name} for {invoice.Body.Totals.AmountDue}");
            byte[] again = InvoiceWriter.ToBytes(invoice); // for a look only: what was issued keeps its own bytes
        }
        else
        {
            foreach (var reason in reasons) Console.WriteLine(reason);
        }
        #endregion
        Expect.That(invoice is not null, "a valid file can be read");
        return Task.CompletedTask;
    }
}
