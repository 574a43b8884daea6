using System.Xml;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;

namespace Ksef.Offline.Benchmarks.Invoices;

/// <summary>Validation of a model against a plain XmlReader that does nothing but Read the document of that model.</summary>
[MemoryDiagnoser]
public class ModelValidationBenchmarks
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly InvoiceValidator Validator = new();
    private Invoice _invoice = null!;
    private byte[] _file = [];

    [ParamsSource(nameof(Documents))]
    public string Document { get; set; } = "";

    public static IEnumerable<string> Documents => SampleInvoices.Names;

    [GlobalSetup]
    public void Setup()
    {
        _invoice = SampleInvoices.Create(Document);
        _file = InvoiceWriter.ToBytes(_invoice);
    }

    [Benchmark(Baseline = true)]
    public int PlainXmlReader()
    {
        var nodes = 0;
        using var reader = XmlReader.Create(new MemoryStream(_file), Settings);
        while (reader.Read()) nodes++;
        return nodes;
    }

    [Benchmark]
    public bool Model() => Validator.Check(_invoice).IsValid;
}
