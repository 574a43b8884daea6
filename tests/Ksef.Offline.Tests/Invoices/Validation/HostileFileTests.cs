using System.Text;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Tests.Invoices.Building;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>Files that are meant to harm, or were harmed on the way: findings, within bounded memory, never an exception.</summary>
public sealed class HostileFileTests
{
    private static readonly string Good = Encoding.UTF8.GetString(Drafts.All["ordinary"]().Build().Issue(Drafts.Now).Bytes.Span);
    private static readonly InvoiceValidator Validator = new();

    private static string Bomb => "<!DOCTYPE lolz [<!ENTITY a \"ha\">" + string.Concat(Enumerable.Range(0, 20).Select(i => $"<!ENTITY {(char)('b' + i)} \"&{(char)('a' + i)};&{(char)('a' + i)};&{(char)('a' + i)};&{(char)('a' + i)};\">")) + "]><Faktura>&u;</Faktura>";

    [Fact]
    public void An_entity_bomb_is_refused_at_its_declaration() => AssertRefused(Encoding.UTF8.GetBytes(Bomb), "KO1009");

    [Fact]
    public void An_external_entity_is_never_fetched() =>
        AssertRefused(Encoding.UTF8.GetBytes("<!DOCTYPE f [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Faktura>&x;</Faktura>"), "KO1009");

    [Fact]
    public void A_hundred_megabytes_are_refused_unread()
    {
        var file = new byte[100_000_000];
        Encoding.UTF8.GetBytes(Good, file);
        file.AsSpan(Encoding.UTF8.GetByteCount(Good)).Fill((byte)' ');
        AssertRefused(file, "KO1011");
        Assert.False(InvoiceReader.TryRead(file, out _, out var reasons));
        Assert.Equal("KO1955", Assert.Single(reasons).Code);
    }

    [Theory]
    [InlineData("<KodWaluty>", "<q/>", 1_000_000)]
    [InlineData("<KodWaluty>", "<q a='1' b='2' c='3'/>", 300_000)]
    [InlineData("<KodWaluty>", "<P_15>x</P_15>", 400_000)]
    [InlineData("<FaWiersz>", "<FaWiersz><NrWierszaFa>x</NrWierszaFa></FaWiersz>", 150_000)]
    public void Millions_of_faults_on_one_line_cost_no_more_than_their_length(string before, string fault, int times)
    {
        // Were each of them looked up from the beginning of its line, this would take many minutes.
        var file = Encoding.UTF8.GetBytes(Good.Replace(before, string.Concat(Enumerable.Repeat(fault, times)) + before, StringComparison.Ordinal));
        var verdict = Validator.Validate(file);
        Assert.False(verdict.IsValid);
        Assert.Equal("KO1099", verdict.Findings[^1].Code);
        Assert.True(int.Parse(verdict.Findings[^1].Value!, System.Globalization.CultureInfo.InvariantCulture) >= times - 1001);
        Assert.False(InvoiceReader.TryRead(file, out _, out var reasons));
        Assert.InRange(reasons.Count, 1, 101);
    }

    [Fact]
    public void Nesting_of_a_million_levels_takes_neither_the_stack_nor_the_memory()
    {
        var file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 1_000_000)));
        AssertRefused(file, "KO1010");
        Assert.False(InvoiceReader.TryRead(file, out _, out _));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("iso-8859-1")]
    public void Another_encoding_is_named_and_judged_no_further_than_it_can_be(string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        byte[] file = [.. coding.GetPreamble(), .. coding.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>" + Good.Replace('ł', 'l').Replace('ą', 'a'))];
        Assert.False(Validator.Validate(file).IsValid);
    }

    [Fact]
    public void A_declared_encoding_that_the_bytes_are_not_in_is_found() =>
        Assert.False(Validator.Validate(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + Good)).IsValid);

    [Fact]
    public void A_file_cut_off_at_any_byte_is_invalid_and_never_an_exception()
    {
        var file = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < file.Length; length++)
        {
            var cut = file.AsSpan(0, length);
            Assert.False(Validator.Validate(cut).IsValid, $"cut at {length}");
            Assert.False(InvoiceReader.TryRead(cut, out _, out var reasons), $"cut at {length}");
            Assert.NotEmpty(reasons);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // a lone surrogate
    [InlineData(new byte[] { 0xC0, 0x80 })] // NUL, overlong
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // beyond Unicode
    [InlineData(new byte[] { 0xEF, 0xBF, 0xBF })] // U+FFFF
    [InlineData(new byte[] { 0x26, 0x23, 0x30, 0x3B })] // &#0;
    [InlineData(new byte[] { 0x26, 0x23, 0x78, 0x44, 0x38, 0x30, 0x30, 0x3B })] // &#xD800;
    public void Bytes_that_are_no_character_are_found_at_their_place(byte[] bytes)
    {
        var (before, after) = (Good[..Good.IndexOf("Sadzonki", StringComparison.Ordinal)], Good[Good.IndexOf("Sadzonki", StringComparison.Ordinal)..]);
        var verdict = Validator.Validate([.. Encoding.UTF8.GetBytes(before), .. bytes, .. Encoding.UTF8.GetBytes(after)]);
        Assert.False(verdict.IsValid);
        Assert.Contains(verdict.Findings, f => f is { Line: 1, Column: not null });
    }

    /// <summary>Ten times the lines allocate no more: what is not the document itself does not grow with it.</summary>
    [Fact]
    public void Ten_thousand_lines_are_validated_and_written_in_the_memory_of_a_thousand()
    {
        var (thousand, many) = (WithLines(1_000), WithLines(10_000));
        var (small, large) = (InvoiceWriter.ToBytes(thousand), InvoiceWriter.ToBytes(many));
        var options = InvoiceValidatorOptions.Default with { MaxSizeWithoutAttachment = int.MaxValue };
        var validator = new InvoiceValidator(options);
        long Bytes(Action act)
        {
            for (var i = 0; i < 3; i++) act();
            var before = GC.GetAllocatedBytesForCurrentThread();
            act();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.True(validator.Validate(large).IsValid);
        Assert.InRange(Bytes(() => validator.Validate(large)), 0, Bytes(() => validator.Validate(small)) + 1024);
        Assert.InRange(Bytes(() => validator.Check(many)), 0, Bytes(() => validator.Check(thousand)) + 1024);
        Assert.InRange(Bytes(() => InvoiceWriter.Write(many, Stream.Null)), 0, Bytes(() => InvoiceWriter.Write(thousand, Stream.Null)) + 1024);
    }

    private static Invoice WithLines(int count)
    {
        var invoice = Drafts.All["ordinary"]().Build().ToInvoice(Drafts.Now);
        var line = invoice.Body.Lines[0];
        return invoice with { Body = invoice.Body with { Lines = [.. Enumerable.Range(1, count).Select(n => line with { Number = n })] } };
    }

    private static void AssertRefused(byte[] file, string code)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var verdict = Validator.Validate(file);
        Assert.False(verdict.IsValid);
        Assert.Contains(verdict.Findings, f => f.Code == code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }
}
