using System.Text.RegularExpressions;
using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Invoices.Reading;
using Ksef.Offline.Tests.Invoices.Writing;

namespace Ksef.Offline.Tests.Invoices.Model;

/// <summary>Model, writer and reader know the element paths of the grammar: all of them and no other.</summary>
public sealed class GrammarInStepTests
{
    private const int Variants = 60;

    [Fact]
    public void The_writer_reaches_every_path_of_the_grammar_and_no_other()
    {
        // Full invoices take every alternative; those of chance add what stands for "none", such as P_19N.
        var samples = Enumerable.Range(0, Variants).SelectMany(v => new[] { ModelSamples.Full(v), ModelSamples.Chance(v) });
        var written = samples.SelectMany(s => Leaves.Of(InvoiceWriter.ToBytes(s))).Select(l => "/" + l.Path).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(InvoiceGrammar.Fa3.Nodes.Select(n => n.Path).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reader_reads_every_path_that_the_writer_writes()
    {
        for (var v = 0; v < Variants; v++)
        {
            var invoice = ModelSamples.Full(v);
            Assert.True(InvoiceReader.TryRead(InvoiceWriter.ToBytes(invoice), out var read, out var findings), string.Join(" ", findings));
            Assert.Equal(invoice, read);
        }
    }

    [Fact]
    public void A_full_invoice_of_every_variant_is_valid_under_the_schema()
    {
        for (var v = 0; v < Variants; v++) SchemaJudge.AssertValid(InvoiceWriter.ToBytes(ModelSamples.Full(v)));
    }

    [Fact]
    public void Every_element_and_attribute_is_named_in_the_docs_of_a_member()
    {
        var folder = Path.Combine(SharedData.ProjectRoot, "src", "Ksef.Offline", "Invoices", "Model");
        var docs = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Select(File.ReadAllText)) + File.ReadAllText(Path.Combine(folder, "..", "InvoiceType.cs"));
        var named = Regex.Matches(docs, "<c>([^<]+)</c>").SelectMany(m => m.Groups[1].Value.Split('/', ' ')).Select(n => n.TrimStart('@')).ToHashSet(StringComparer.Ordinal);
        var wanted = InvoiceGrammar.Fa3.Nodes.Select(n => n.Name).Concat(InvoiceGrammar.Fa3.Nodes.SelectMany(n => n.Declaration.Attributes).Select(a => a.Name)).Distinct();
        Assert.Equal([], wanted.Except(named));
    }
}
