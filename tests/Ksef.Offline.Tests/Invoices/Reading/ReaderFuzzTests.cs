using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Tests.Invoices.Model;

namespace Ksef.Offline.Tests.Invoices.Reading;

/// <summary>Whatever the bytes: a model or findings, never an exception, and never a model of what is not XML.</summary>
public sealed class ReaderFuzzTests
{
    [Fact]
    public void Arbitrary_bytes_never_throw() => Prop.ForAll<byte[]>(bytes => Judge(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_invoices_never_throw_and_what_is_read_is_kept()
    {
        for (var seed = 0; seed < 4000; seed++) Judge(Damage(InvoiceWriter.ToBytes(ModelSamples.Chance(seed % 40)), new Random(seed)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<Faktura")]
    [InlineData("<Faktura/>")]
    [InlineData("<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"/>")]
    [InlineData("<!DOCTYPE Faktura [<!ENTITY a \"b\">]><Faktura>&a;</Faktura>")]
    [InlineData("<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Naglowek/></Faktura><Faktura/>")]
    public void Broken_files_give_an_error(string text)
    {
        Assert.False(InvoiceReader.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out _, out var findings));
        Assert.Contains(findings, f => f.Severity == FindingSeverity.Error);
        Assert.All(findings, f => Assert.NotEqual(f.Message, f.MessagePl));
        Assert.Throws<FormatException>(() => InvoiceReader.Read(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("<P_15>", "<P_15>x", "KO1953", "/Faktura/Fa/P_15")]
    [InlineData("<P_15>", "<P_15 a=\"1\">", "KO1952", "/Faktura/Fa/P_15")]
    [InlineData("<P_16>", "obcy<P_16>", "KO1952", "/Faktura/Fa/Adnotacje")]
    [InlineData("<P_16>", "<Nowy/><P_16>", "KO1952", "/Faktura/Fa/Adnotacje/Nowy")]
    [InlineData("</P_16>", "</P_61>", "KO1951", "/")]
    [InlineData("FA (3)", "FA(3)", "KO1953", "/Faktura/Naglowek/KodFormularza/@kodSystemowy")]
    [InlineData("2026-02-02T08:30:00Z", "9999-12-31T24:00:00Z", "KO1953", "/Faktura/Naglowek/DataWytworzeniaFa")]
    [InlineData("<KodWaluty>PLN", "<KodWaluty>ZŁ", "KO1953", "/Faktura/Fa/KodWaluty")]
    public void A_fault_is_told_with_its_place(string from, string to, string code, string path)
    {
        var text = System.Text.Encoding.UTF8.GetString(Building.Drafts.All["ordinary"]().Build().Issue(Building.Drafts.Now).Bytes.Span);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.False(InvoiceReader.TryRead(System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), out _, out var findings));
        Assert.Equal((code, path), (findings[0].Code, findings[0].Path));
        Assert.NotNull(findings[0].Line);
    }

    [Fact]
    public void Deep_nesting_and_great_files_are_refused_within_bounds()
    {
        var deep = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 1_000_000)));
        Assert.False(InvoiceReader.TryRead(deep, out _, out _));
        Assert.False(InvoiceReader.TryRead(new byte[InvoiceReader.MaxBytes + 1], out _, out var findings));
        Assert.Equal("KO1955", Assert.Single(findings).Code);
    }

    [Fact]
    public void Digits_of_other_scripts_in_a_NIP_are_read_and_said()
    {
        var text = System.Text.Encoding.UTF8.GetString(InvoiceWriter.ToBytes(ModelSamples.Chance(1)));
        var at = text.IndexOf("<NIP>", StringComparison.Ordinal) + 5;
        var arabic = string.Concat(text.Substring(at, 10).Select(c => (char)(c - '0' + '\u0660')));
        Assert.True(InvoiceReader.TryRead(System.Text.Encoding.UTF8.GetBytes(text[..at] + arabic + text[(at + 10)..]), out var invoice, out var findings));
        Assert.Equal("5261040828", invoice.Seller.Nip.ToString());
        Assert.Equal(("KO1954", "/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP"), (findings[0].Code, findings[0].Path));
    }

    private static void Judge(byte[] bytes)
    {
        if (!InvoiceReader.TryRead(bytes, out var invoice, out var findings))
        {
            Assert.Contains(findings, f => f.Severity == FindingSeverity.Error);
            return;
        }
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
        }
        Assert.Equal(invoice, InvoiceReader.Read(InvoiceWriter.ToBytes(invoice)));
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var (at, length) = (random.Next(bytes.Length), random.Next(1, 30));
            var end = Math.Min(bytes.Length, at + length);
            bytes = random.Next(5) switch
            {
                0 => [.. bytes[..at], .. bytes[end..]],
                1 => [.. bytes[..end], .. bytes[at..]],
                2 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                3 => bytes[..at],
                _ => [.. bytes[..at], .. "<!-- x --> \n"u8, .. bytes[at..]],
            };
            if (bytes.Length == 0) return bytes;
        }
        return bytes;
    }
}
