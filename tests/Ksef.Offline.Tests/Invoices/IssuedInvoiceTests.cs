using System.Text;
using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices;

/// <summary>The few facts that everything else rests on, read from the bytes of a file.</summary>
public sealed class IssuedInvoiceTests
{
    private const string Nip = "<Podmiot1><DaneIdentyfikacyjne><NIP>5261040828</NIP></DaneIdentyfikacyjne></Podmiot1>";
    private const string Body = "<P_1>2026-11-20</P_1><P_2>FV/1</P_2><RodzajFaktury>VAT</RodzajFaktury>";

    [Fact]
    public void The_facts_and_the_hash_come_from_the_bytes()
    {
        var bytes = File(Nip, Body);
        var invoice = IssuedInvoice.Read(bytes);
        Assert.Equal((new InvoiceKey(Ksef.Offline.Nip.Parse("5261040828"), InvoiceType.Vat, "FV/1"), new LocalDate(2026, 11, 20)), (invoice.Key, invoice.IssueDate));
        Assert.Equal((InvoiceHash.Of(bytes), (Nip?)null, false), (invoice.Hash, invoice.BuyerNip, invoice.HasAttachment));
        bytes[0] = 0;
        Assert.NotEqual(0, invoice.Bytes.Span[0]);
    }

    [Theory]
    [InlineData("", Body, "/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP", null)]
    [InlineData("<Podmiot1><DaneIdentyfikacyjne><NIP>526104082</NIP></DaneIdentyfikacyjne></Podmiot1>", Body, "/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP", "526104082")]
    [InlineData(Nip, "<P_2>FV/1</P_2><RodzajFaktury>VAT</RodzajFaktury>", "/Faktura/Fa/P_1", null)]
    [InlineData(Nip, "<P_1>2026-02-30</P_1><P_2>FV/1</P_2><RodzajFaktury>VAT</RodzajFaktury>", "/Faktura/Fa/P_1", "2026-02-30")]
    [InlineData(Nip, "<P_1>2026-11-20</P_1><RodzajFaktury>VAT</RodzajFaktury>", "/Faktura/Fa/P_2", null)]
    [InlineData(Nip, "<P_1>2026-11-20</P_1><P_2>FV/1</P_2><RodzajFaktury>PROFORMA</RodzajFaktury>", "/Faktura/Fa/RodzajFaktury", "PROFORMA")]
    public void A_fact_that_is_missing_or_unreadable_is_named_with_place_and_value(string seller, string body, string path, string? value)
    {
        Assert.False(IssuedInvoice.TryRead(File(seller, body), out _, out var findings));
        var finding = Assert.Single(findings);
        Assert.Equal(("KO0102", path, value), (finding.Code, finding.Path, finding.Value));
        Assert.Contains(path, Assert.Throws<FormatException>(() => IssuedInvoice.Read(File(seller, body))).Message, StringComparison.Ordinal);
    }

    private static byte[] File(string seller, string body) => Encoding.UTF8.GetBytes($"<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">{seller}<Fa>{body}</Fa></Faktura>");
}
