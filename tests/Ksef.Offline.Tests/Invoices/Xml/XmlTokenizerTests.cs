using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Invoices.Xml;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Invoices.Xml;

/// <summary>The tokenizer tells the same story as XmlReader of every document, and refuses what it refuses.</summary>
public sealed class XmlTokenizerTests
{
    [Fact]
    public void Hard_cases_give_what_XmlReader_gives()
    {
        var differences = new List<string>();
        foreach (var line in File.ReadAllLines(Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Tests", "Data", "xml-hard-cases.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var bytes = Unescape(line);
            var (theirs, ours) = (TokenDump.Theirs(bytes), TokenDump.Ours(bytes, out var fault));
            if (theirs != ours) differences.Add($"{line}  ours ({fault}): {ours ?? "refused"}  XmlReader: {theirs ?? "refused"}");
        }
        Assert.Empty(differences);
    }

    [Fact]
    public void Every_reference_file_gives_what_XmlReader_gives()
    {
        var files = Directory.GetFiles(SharedData.Require("data/fa3"), "*.xml", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var ours = TokenDump.Ours(bytes, out var fault);
            if (fault == XmlFault.TooComplex) continue;
            Assert.True(TokenDump.Theirs(bytes) == ours, $"{file}: {fault}");
        }
    }

    [Fact]
    public void Any_mixture_of_markup_gives_what_XmlReader_gives()
    {
        string[] pieces =
        [
            "<a>", "</a>", "<b/>", "<p:c xmlns:p='urn:form'>", "</p:c>", "<a x='1'", " y=\"2\"", ">", "/>", "<", ">", "&amp;", "&lt;", "&#65;", "&#x0;", "&nbsp;", "&", ";", "]]>", "]]", "<![CDATA[", "x", " ", "\n", "\r\n", "\r", "\t",
            "<!--", "-->", "--", "-", "<?pi", "?>", "?", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", " encoding='utf-8'", "<!DOCTYPE a>", "xmlns='urn:form'", " xmlns:p='q'", " p:x='1'", " xml:space='preserve'",
            "ż", "\u0085", "\u007F", "\uFDD0", "\uFFFE", "\U0001FFFE", "\U0001F600", "\u0001", "=", "'", "\"", "/", ":", "a", "p:", "\u00A0", "·", "Á",
        ];
        var documents = Gen.Elements(pieces).ListOf().Select(l => string.Concat(l));
        var wrapped = documents.Select(d => "<a>" + d + "</a>");
        Prop.ForAll(Gen.OneOf(documents, wrapped).ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return TokenDump.Theirs(bytes) == TokenDump.Ours(bytes, out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(30));
    }

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Prop.ForAll<byte[]>(bytes => (TokenDump.Theirs(bytes) is null) == (TokenDump.Ours(bytes, out _) is null)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<a>x<!-- c -->y<![CDATA[<z>]]>&amp;\r\n</a>", "xy<z>&\n")]
    [InlineData("<a>&amp;<!-- c -->y</a>", "&y")]
    [InlineData("<a>y<!-- c -->&amp;<?p?>&lt;z</a>", "y&<z")]
    [InlineData("<a/>", "")]
    [InlineData("<a></a>", "")]
    [InlineData("<a> <!-- --> </a>", "  ")]
    [InlineData("<a>before<b x='&amp;'/></a>", "before")]
    public void ReadText_joins_pieces(string xml, string expected)
    {
        var t = new XmlTokenizer(Encoding.UTF8.GetBytes(xml), "urn:form"u8);
        Assert.True(t.Read());
        Assert.True(t.ReadText());
        Assert.Equal(expected, Encoding.UTF8.GetString(t.Text));
        t.Dispose();
    }

    [Fact]
    public void Notices_name_what_KSeF_refuses()
    {
        var t = new XmlTokenizer("<?xml version='1.0'?><?pi?><a>\u0085\u0086<b x='&#xFDD0;'/></a>"u8, "urn:form"u8);
        while (t.Read()) { }
        Assert.Equal(XmlFault.None, t.Fault);
        Assert.Equal([(XmlNoticeKind.ProcessingInstruction, 0), (XmlNoticeKind.DiscouragedCharacter, 0x86), (XmlNoticeKind.DiscouragedCharacter, 0xFDD0)],
            [(t.Notice(0).Kind, t.Notice(0).CodePoint), (t.Notice(1).Kind, t.Notice(1).CodePoint), (t.Notice(2).Kind, t.Notice(2).CodePoint)]);
        t.Dispose();
    }

    [Fact]
    public void Nesting_beyond_any_invoice_is_refused_in_little_memory()
    {
        var t = new XmlTokenizer(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000))), default);
        while (t.Read()) { }
        Assert.Equal(XmlFault.TooComplex, t.Fault);
        t.Dispose();
    }

    [Theory]
    [InlineData("ab\ncd", 3, 2, 1)]
    [InlineData("ab\r\ncd", 5, 2, 2)]
    [InlineData("ab\rcd", 4, 2, 2)]
    [InlineData("żółw x", 7, 1, 5)]
    [InlineData("\uFEFFab", 4, 1, 2)]
    public void Positions_count_lines_and_characters(string text, int offset, int line, int column)
    {
        var position = new TextPosition(Encoding.UTF8.GetBytes(text));
        Assert.Equal((line, column), position.Of(offset));
        Assert.Equal((1, 1), position.Of(0));
        Assert.Equal((line, column), position.Of(offset));
    }

    /// <summary>Latin-1 bytes with \xHH for any byte and \uHHHH; for a character in UTF-8.</summary>
    private static byte[] Unescape(string line)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(line[i].ToString()));
            }
            else if (line[i + 1] == 'u')
            {
                var end = line.IndexOf(';', i);
                bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(Convert.ToInt32(line[(i + 2)..end], 16))));
                i = end;
            }
            else
            {
                bytes.Add(line[i + 1] switch { 'n' => (byte)'\n', 'r' => (byte)'\r', 't' => (byte)'\t', _ => Convert.ToByte(line.Substring(i + 2, 2), 16) });
                i += line[i + 1] == 'x' ? 3 : 1;
            }
        }
        return [.. bytes];
    }
}
