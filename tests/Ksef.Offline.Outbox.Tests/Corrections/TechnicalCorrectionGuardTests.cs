using System.Text;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Corrections;

/// <summary>A technical correction mends the file, not the invoice: whole valid files against each other.</summary>
public sealed class TechnicalCorrectionGuardTests
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    [Fact]
    public void The_same_content_in_another_file_is_let_through()
    {
        var before = Text(Invoice());
        Assert.Empty(Check(before, before));
        Assert.Empty(Check(before, before.Replace("?>", "?><!-- mended -->", StringComparison.Ordinal)));
        Assert.Empty(Check(before, before.Replace("<Faktura xmlns=", "<Faktura\n  xmlns=", StringComparison.Ordinal)));
        Assert.Empty(Check(before, System.Text.RegularExpressions.Regex.Replace(before, "<DataWytworzeniaFa>[^<]*<", "<DataWytworzeniaFa>2026-11-21T08:00:00Z<")));
    }

    [Theory]
    [InlineData("/Faktura/Podmiot1", "Sklep sp. z o.o.", "Sklep S.A.")]
    [InlineData("/Faktura/Podmiot2", "Jan Żak", "Jan Rak")]
    [InlineData("/Faktura/Fa", ">Usługa<", ">Towar<")]
    [InlineData("/Faktura/Fa", "<P_15>123<", "<P_15>124<")]
    public void A_change_of_content_is_refused_with_its_place(string place, string from, string to)
    {
        var before = Text(Invoice());
        Assert.Contains(from, before, StringComparison.Ordinal);
        var finding = Assert.Single(Check(before, before.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(("KO5041", FindingSeverity.Error, place), (finding.Code, finding.Severity, finding.Value));
    }

    [Fact]
    public void A_refused_file_that_cannot_be_read_leaves_the_comparison_to_a_person()
    {
        var good = Text(Invoice());
        var unreadable = good.Replace("<P_15>123<", "<P_15>a lot<", StringComparison.Ordinal);
        Assert.Equal(("KO5042", FindingSeverity.Warning), Assert.Single(Check(unreadable, good)) is var warning ? (warning.Code, warning.Severity) : default);
        var still = Assert.Single(Check(unreadable, unreadable));
        Assert.Equal(("KO5041", "/Faktura/Fa/P_15"), (still.Code, still.Value));
    }

    [Theory]
    [InlineData("<P_2>FV/1<", "<P_2>FV/2<")]
    [InlineData("<P_1>2026-11-20<", "<P_1>2026-11-21<")]
    public void Number_and_date_stay(string from, string to)
    {
        var before = Text(Invoice());
        Assert.Equal("KO5040", Assert.Single(Check(before, before.Replace(from, to, StringComparison.Ordinal))).Code);
    }

    private static IReadOnlyList<Finding> Check(string refused, string mended)
    {
        var before = IssuedInvoice.Read(Encoding.UTF8.GetBytes(refused));
        var entry = SampleEntries.Entry(1) with { Key = before.Key, Bytes = before.Bytes, Hash = before.Hash, IssueDate = before.IssueDate };
        return TechnicalCorrectionGuard.Check(entry, IssuedInvoice.Read(Encoding.UTF8.GetBytes(mended)));
    }

    private static string Text(IssuedInvoice invoice) => Encoding.UTF8.GetString(invoice.Bytes.Span);

    private static IssuedInvoice Invoice() => InvoiceBuilder
        .Vat(Party.Seller(SampleEntries.Seller.ToString(), "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
        .Number("FV/1").IssuedOn(Day).Line("Usługa", 1m, "szt.", 100m, VatRate.Standard23).Build().Issue(SampleEntries.Noon);
}
