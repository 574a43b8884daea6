using System.Text;
using System.Text.RegularExpressions;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Invoices.Building;
using Ksef.Offline.Tests.Invoices.Writing;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>Every code for the file, its structure and its values (KO1xxx) is raised by a hand-made case.</summary>
public sealed partial class StructureCodeTests
{
    private static readonly string Good = Encoding.UTF8.GetString(Drafts.All["ordinary"]().Build().Issue(Drafts.Now).Bytes.Span);

    // What is done to a good file, and the code that it must draw.
    private static readonly Dictionary<string, Func<byte[]>> Files = new(StringComparer.Ordinal)
    {
        ["KO1001"] = () => Utf8(Good[..^5]),
        ["KO1002"] = () => [.. Utf8(Good[..200]), 0xC3, 0x28, .. Utf8(Good[200..])],
        ["KO1003"] = () => [0xEF, 0xBB, 0xBF, .. Utf8(Good)],
        ["KO1004"] = () => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Regex.Replace(Good, "(?i)encoding=.utf-8.", "encoding='utf-16'"))],
        ["KO1005"] = () => Utf8(Good.Replace("<Naglowek>", "<?druk tak?><Naglowek>", StringComparison.Ordinal)),
        ["KO1006"] = () => Utf8(Good.Replace("Sadzonki", "Sadzonki\u0086", StringComparison.Ordinal)),
        ["KO1007"] = () => Utf8(Good + new string(' ', 1_000_000)),
        ["KO1008"] = () => [.. WithAttachment(), .. Enumerable.Repeat((byte)' ', 3_000_000)],
        ["KO1009"] = () => Utf8(Good.Replace("<Faktura", "<!DOCTYPE Faktura><Faktura", StringComparison.Ordinal)),
        ["KO1010"] = () => Utf8(string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000))),
        ["KO1011"] = () => new byte[(16 * 1024 * 1024) + 1],
        ["KO1101"] = () => Utf8("<Rachunek/>"),
        ["KO1102"] = () => Put("<Nieznany/>"),
        ["KO1103"] = () => Utf8(Good.Replace("<KodWaluty>PLN</KodWaluty>", "", StringComparison.Ordinal)),
        ["KO1104"] = () => Utf8(Good.Replace("</Fa>", "<P_2>drugi</P_2></Fa>", StringComparison.Ordinal)),
        ["KO1105"] = () => Put("słowo"),
        ["KO1106"] = () => Utf8(Good.Replace("<KodWaluty>PLN", "<KodWaluty><b/>PLN", StringComparison.Ordinal)),
        ["KO1107"] = () => Utf8(Good.Replace("<Fa>", "<Fa kolor=\"zielony\">", StringComparison.Ordinal)),
        ["KO1108"] = () => Utf8(Good.Replace(" wersjaSchemy=\"1-0E\"", "", StringComparison.Ordinal)),
        ["KO1109"] = () => Utf8(Good.Replace("FA (3)", "FA(3)", StringComparison.Ordinal)),
        ["KO1110"] = () => Utf8(Good.Replace("<Podmiot1>", "<Podmiot1><PrefiksPodatnika>DE</PrefiksPodatnika>", StringComparison.Ordinal)),
        ["KO1111"] = () => Utf8(Good.Replace("</Podmiot2>", "</Podmiot2>" + string.Concat(Enumerable.Repeat(Third, 101)), StringComparison.Ordinal)),
        ["KO1112"] = () => Utf8(Good[..Good.IndexOf("<Adnotacje>", StringComparison.Ordinal)] + "</Fa></Faktura>"),
        ["KO1201"] = () => Utf8(Good.Replace("<NrRB>49102028922276300500000000", "<NrRB>123", StringComparison.Ordinal)),
        ["KO1202"] = () => Value("P_2", new string('x', 257)),
        ["KO1203"] = () => Utf8(Good.Replace("5252248481", "0252248481", StringComparison.Ordinal)),
        ["KO1204"] = () => Value("KodWaluty", "ZŁO"),
        ["KO1205"] = () => Value("P_15", "775,67"),
        ["KO1206"] = () => Value("P_15", "77512345678901234567.00"),
        ["KO1207"] = () => Value("P_15", "775.678"),
        ["KO1208"] = () => Value("P_1", "2051-01-01"),
        ["KO1209"] = () => Value("P_1", "2026-02-30"),
    };

    private const string Third = "<Podmiot3><DaneIdentyfikacyjne><NIP>1111111111</NIP><Nazwa>a</Nazwa></DaneIdentyfikacyjne><Rola>1</Rola></Podmiot3>";

    public static TheoryData<string> Codes => [.. Files.Keys];

    [Theory, MemberData(nameof(Codes))]
    public void A_hand_made_fault_draws_its_code(string code)
    {
        Assert.True(new InvoiceValidator().Validate(Utf8(Good)).IsValid);
        var findings = new InvoiceValidator().Validate(Files[code]()).Findings;
        Assert.True(findings.Any(f => f.Code == code), $"{code} is not among: {string.Join("\n", findings.Take(10))}");
    }

    [Fact]
    public void Too_many_findings_are_cut_off_with_a_word_about_it()
    {
        var few = new InvoiceValidator(new InvoiceValidatorOptions { MaxFindings = 3 }).Validate(Utf8(Good.Replace("<Fa>", "<Fa a='1' b='2' c='3' d='4' e='5'>", StringComparison.Ordinal)));
        Assert.Contains(few.Findings, f => f.Code == "KO1099");
    }

    [Fact]
    public void The_second_opinion_speaks_with_codes_of_its_own()
    {
        SharedData.Require("data/fa3/xsd");
        var official = new OfficialSchemaValidator(SchemaJudge.Schemas.Value);
        Assert.Contains(official.Validate(Value("P_15", "775,67")), f => f.Code == "KO1301");
        Assert.Contains(official.Validate(Utf8("<Faktura>")), f => f.Code == "KO1302");
        Assert.Empty(official.Validate(Utf8(Good)));
    }

    [Fact]
    public void Drafts_and_the_reader_speak_with_codes_of_their_own()
    {
        Assert.Contains(Findings(() => InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("FV/1").IssuedOn(Drafts.Today).Line("Ryba", 1, "szt.", 1m, VatRate.Standard23).OverrideTotals(new Totals { AmountDue = 5m })), f => f.Code == "KO2901");
        Assert.Contains(Findings(() => InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Line("Ryba", 1, "szt.", 1m, VatRate.Standard23)), f => f.Code == "KO1901");
        Assert.Contains(Findings(() => InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("FV/\u0000").IssuedOn(Drafts.Today).Line("Ryba", 1, "szt.", 1m, VatRate.Standard23)), f => f.Code is "KO1902" or "KO1001");
        Assert.Contains(Reasons(Utf8(Good[..^3])), f => f.Code == "KO1951");
        Assert.Contains(Reasons(Put("<Nieznany/>")), f => f.Code == "KO1952");
        Assert.Contains(Reasons(Value("P_15", "775,67")), f => f.Code == "KO1953");
        Assert.True(InvoiceReader.TryRead(Utf8(Good.Replace("5252248481", "525224848١", StringComparison.Ordinal)), out _, out var warnings));
        Assert.Contains(warnings, f => f.Code == "KO1954");
        Assert.Contains(Reasons(new byte[InvoiceReader.MaxBytes + 1]), f => f.Code == "KO1955");
    }

    [Fact]
    public void No_code_of_the_source_goes_without_a_case()
    {
        var source = string.Concat(Directory.GetFiles(Path.Combine(SharedData.ProjectRoot, "src", "Ksef.Offline", "Invoices"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] elsewhere = ["KO1099", "KO1301", "KO1302", "KO1901", "KO1902", "KO1951", "KO1952", "KO1953", "KO1954", "KO1955"];
        Assert.Empty(Code().Matches(source).Select(m => m.Groups[1].Value).Distinct().Except(Files.Keys).Except(elsewhere));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Put(string what) => Utf8(Good.Replace("<KodWaluty>", what + "<KodWaluty>", StringComparison.Ordinal));

    private static byte[] Value(string element, string value) => Utf8(Regex.Replace(Good, $"<{element}>[^<]*<", $"<{element}>{value}<"));

    private static IReadOnlyList<Finding> Reasons(byte[] file)
    {
        InvoiceReader.TryRead(file, out _, out var findings);
        return findings;
    }

    private static IReadOnlyList<Finding> Findings(Func<InvoiceBuilder> draft) => draft().Build().Findings;

    private static byte[] WithAttachment() => Drafts.All["ordinary"]().With(new Attachment
    {
        Blocks = [new AttachmentBlock { Metadata = [new KeyValue("Okres", "2026-01")] }],
    }).Build().Issue(Drafts.Now).Bytes.ToArray();

    [GeneratedRegex("\"(KO1[0-9]{3})\"")]
    private static partial Regex Code();
}
