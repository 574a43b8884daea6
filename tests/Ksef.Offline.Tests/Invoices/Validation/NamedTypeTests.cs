using System.Text;
using System.Xml.Schema;
using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Tests.Invoices.Building;
using Ksef.Offline.Tests.Invoices.Writing;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>An element may name its own type by <c>xsi:type</c>; that says nothing new, and the schema allows it. Any other type is refused.</summary>
public sealed class NamedTypeTests
{
    private const string Instance = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    private static readonly string Good = Encoding.UTF8.GetString(Drafts.All["ordinary"]().Build().Issue(Drafts.Now).Bytes.Span);
    private static readonly InvoiceValidator SchemaOnly = new(InvoiceValidatorOptions.SchemaOnly);

    [Theory]
    [InlineData("<P_15>", "TKwotowy", true)]
    [InlineData("<P_15>", " TKwotowy\n", true)]
    [InlineData("<P_15>", "f:TKwotowy", true)]
    [InlineData("<Adres>", "TAdres", true)]
    [InlineData("<Naglowek>", "TNaglowek", true)]
    [InlineData("<P_15>", "TIlosci", false)]
    [InlineData("<P_15>", "TKwotowy2", false)]
    [InlineData("<P_15>", ":TKwotowy", false)]
    [InlineData("<P_15>", "g:TKwotowy", false)]
    [InlineData("<P_15>", "", false)]
    [InlineData("<NIP>", "TNrNIP", false)]
    [InlineData("<Adres>", "TPodmiot1", false)]
    [InlineData("<Fa>", "TFa", false)]
    public void Only_its_own_type_may_be_named(string tag, string type, bool allowed)
    {
        var file = Encoding.UTF8.GetBytes(Good.Replace("<Faktura ", "<Faktura xmlns:f=\"http://crd.gov.pl/wzor/2025/06/25/13775/\" ", StringComparison.Ordinal)
            .Replace(tag, $"{tag[..^1]} {Instance} xsi:type=\"{type}\">", StringComparison.Ordinal));
        Assert.Equal(allowed, SchemaOnly.Validate(file).IsValid);
        if (allowed) Assert.True(InvoiceReader.TryRead(file, out _, out _));
        Assert.Equal(allowed, SchemaJudge.Faults(file).Count == 0);
    }

    [Fact]
    public void The_names_are_those_of_the_official_schema()
    {
        var (named, wrong) = (0, new List<string>());
        foreach (XmlSchemaElement root in OfficialSchema.Load().GlobalElements.Values) Walk(root, InvoiceGrammar.Fa3.Root, ref named, wrong);
        Assert.Empty(wrong);
        Assert.True(named > 200, $"only {named} paths have a named type");
    }

    private static void Walk(XmlSchemaElement element, GrammarNode node, ref int named, List<string> wrong)
    {
        var type = element.ElementSchemaType!;
        var expected = type.QualifiedName.Namespace == OfficialSchema.Namespace ? type.QualifiedName.Name : null;
        var ours = node.Declaration.TypeNameUtf8 is { } name ? Encoding.UTF8.GetString(name) : null;
        if (ours != expected) wrong.Add($"{node.Path}: {ours ?? "none"}, the schema says {expected ?? "none"}");
        if (expected is not null) named++;
        if (type is not XmlSchemaComplexType { ContentTypeParticle: XmlSchemaGroupBase group }) return;
        foreach (var child in Elements(group)) Walk(child, InvoiceGrammar.Fa3[$"{node.Path}/{child.QualifiedName.Name}"], ref named, wrong);
    }

    private static IEnumerable<XmlSchemaElement> Elements(XmlSchemaParticle particle) => particle switch
    {
        XmlSchemaElement e => [e],
        XmlSchemaGroupBase g => g.Items.Cast<XmlSchemaParticle>().SelectMany(Elements),
        _ => [],
    };
}
