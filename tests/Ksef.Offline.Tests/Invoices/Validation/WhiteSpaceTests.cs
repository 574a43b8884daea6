using System.Text;
using System.Xml.Linq;
using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Tests.Invoices.Building;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>Where the schema collapses white space, blanks around a value change no verdict: neither the schema's nor that of a rule.</summary>
public sealed class WhiteSpaceTests
{
    private static readonly InvoiceValidator Production = new(new InvoiceValidatorOptions { Environment = KsefEnvironment.Production, AcceptedOn = Drafts.Today });

    public static TheoryData<string> Names => Drafts.Names;

    [Theory, MemberData(nameof(Names))]
    public void Blanks_around_collapsed_values_draw_no_finding(string name)
    {
        var file = Drafts.All[name]().Build().Issue(Drafts.Now).Bytes.ToArray();
        var padded = Pad(file);
        Assert.NotEqual(file.Length, padded.Length);
        Assert.Equal(Codes(Production.Validate(file)), Codes(Production.Validate(padded)));
        Assert.Equal(Codes(Production.Validate(file)), Codes(Production.Check(InvoiceReader.Read(padded))));
    }

    [Fact]
    public void A_NIP_of_other_digits_is_not_compared_as_a_number()
    {
        const string Edits = "Fa/Podmiot1K/DaneIdentyfikacyjne/NIP=526104082٨; Fa/Podmiot1K/DaneIdentyfikacyjne/Nazwa=Ktoś; Fa/Podmiot1K/Adres/KodKraju=PL; Fa/Podmiot1K/Adres/AdresL1=ul. Inna 1";
        var findings = Production.Validate(XmlEdits.Apply(Drafts.All["correction by difference"]().Build().Issue(Drafts.Now).Bytes.ToArray(), Edits)).Findings;
        Assert.Contains(findings, f => f.Basis == "N-4");
        Assert.DoesNotContain(findings, f => f.Basis == "K-9");
    }

    private static string Codes(InvoiceVerdict verdict) => string.Join('\n', verdict.Findings.Select(f => $"{f.Code} {f.Path}"));

    private static byte[] Pad(byte[] file)
    {
        var document = XDocument.Load(new MemoryStream(file));
        foreach (var leaf in document.Descendants().Where(e => !e.HasElements))
        {
            var path = string.Concat(leaf.AncestorsAndSelf().Reverse().Select(e => $"/{e.Name.LocalName}"));
            if (InvoiceGrammar.Fa3[path].Type!.WhiteSpace == WhiteSpace.Collapse) leaf.Value = $"\n {leaf.Value}\t";
        }
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }
}
