using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>A model is judged as the file is that it writes: the same findings, but for line and column.</summary>
public sealed class ModelCheckTests
{
    private static readonly InvoiceValidator Validator = new(new InvoiceValidatorOptions { Environment = KsefEnvironment.Production, AcceptedOn = new LocalDate(2026, 2, 20) });

    [Fact]
    public void A_model_draws_the_findings_of_its_file()
    {
        var (judged, wrong) = (0, new List<string>());
        foreach (var entry in ReferenceFiles.All())
        {
            if (!InvoiceReader.TryRead(entry.Bytes, out var invoice, out _)) continue;
            judged++;
            var ofFile = Validator.Validate(InvoiceWriter.ToBytes(invoice)).Findings.Where(f => f.Basis is not ("T-8" or "T-9")).Select(Key).ToList();
            var ofModel = Validator.Check(invoice).Findings.Select(Key).ToList();
            if (!ofFile.Order(StringComparer.Ordinal).SequenceEqual(ofModel.Order(StringComparer.Ordinal), StringComparer.Ordinal))
                wrong.Add($"{entry.File}\n  only file: {string.Join("; ", ofFile.Except(ofModel))}\n  only model: {string.Join("; ", ofModel.Except(ofFile))}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(judged > 300, $"only {judged} models were judged");
    }

    [Fact]
    public void A_flawed_model_names_what_is_wrong()
    {
        if (!InvoiceReader.TryRead(ReferenceFiles.All().First(e => e.File.StartsWith("valid/001", StringComparison.Ordinal)).Bytes, out var invoice, out _)) Assert.Fail("not readable");
        var broken = invoice with { Body = invoice.Body with { Number = new string('x', 300), IssuePlace = "A\u0086B", IssueDate = new LocalDate(2051, 1, 1) } };
        var findings = Validator.Check(broken).Findings;
        Assert.Contains(findings, f => f is { Code: "KO1202", Path: "/Faktura/Fa/P_2", Line: null });
        Assert.Contains(findings, f => f is { Code: "KO1006", Path: "/Faktura/Fa/P_1M" });
        Assert.Contains(findings, f => f is { Code: "KO1208", Path: "/Faktura/Fa/P_1", Value: "2051-01-01" });
    }

    private static string Key(Finding f) => $"{f.Code} {f.Severity} {f.Path} {f.Value} {f.Message}";
}
