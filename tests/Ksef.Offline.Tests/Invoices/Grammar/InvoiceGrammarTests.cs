using System.Xml;
using System.Xml.Schema;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Tests.Invoices.Grammar;

/// <summary>Our grammar says what the official schema says: every path, count, order, choice, type and facet, nothing more.</summary>
public sealed class InvoiceGrammarTests
{
    private static readonly InvoiceGrammar Fa3 = InvoiceGrammar.Fa3;

    [Fact]
    public void Every_element_path_attribute_and_facet_equals_the_official_schema()
    {
        var official = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (XmlSchemaElement root in OfficialSchema.Load().GlobalElements.Values) SchemaFacts.Walk(root, "", official);
        var ours = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in Fa3.Nodes) GrammarFacts.Describe(node, ours);

        Assert.Equal(official.Keys, ours.Keys);
        Assert.All(official, fact => Assert.Equal(fact.Value, ours[fact.Key]));
        Assert.True(official.Count > 400, $"only {official.Count} facts were compared");
    }

    [Fact]
    public void Every_path_has_our_words_in_both_languages()
    {
        Assert.All(Fa3.Nodes, n => Assert.True(n.Declaration.Meaning.Length > 1 && n.Declaration.MeaningPl.Length > 1, n.Path));
        Assert.All(Fa3.Nodes.SelectMany(n => n.Attributes), a => Assert.True(a.Meaning.Length > 1 && a.MeaningPl.Length > 1, a.Name));
    }

    [Fact]
    public void Children_of_a_node_are_numbered_in_a_row()
    {
        foreach (var node in Fa3.Nodes)
            for (var p = 0; p < node.ChildCount; p++)
            {
                var child = Fa3.Node(node.FirstChild + p);
                Assert.Same(node, child.Parent);
                Assert.Equal(p, node.Content!.PositionOf(Fa3.Names.Find(child.NameUtf8)));
            }
    }

    [Fact]
    public void The_name_table_finds_every_name_and_no_other()
    {
        foreach (var name in Fa3.Nodes.Select(n => n.Name).Distinct())
        {
            Assert.True(Fa3.Names.Find(name) >= 0, name);
            Assert.Equal(-1, Fa3.Names.Find(name + "x"));
            Assert.Equal(-1, Fa3.Names.Find(name[1..] + "_"));
        }
        Assert.Equal(-1, Fa3.Names.Find(""));
    }

    [Fact]
    public void An_unknown_path_is_refused() => Assert.Throws<KeyNotFoundException>(() => Fa3["/Faktura/Nie"]);

    [Fact]
    public void The_form_is_named() =>
        Assert.Equal(("FA (3)", "1-0E", OfficialSchema.Namespace, "/Faktura"), (Fa3.SystemCode, Fa3.SchemaVersion, Fa3.Namespace, Fa3.Root.Path));
}
