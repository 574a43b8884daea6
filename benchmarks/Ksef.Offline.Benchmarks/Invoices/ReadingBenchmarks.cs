using System.Xml;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;

namespace Ksef.Offline.Benchmarks.Invoices;

/// <summary>Bytes to model against a plain XmlReader that does nothing but Read, and against XmlSerializer.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private byte[] _file = [];

    [ParamsSource(nameof(Documents))]
    public string Document { get; set; } = "";

    public static IEnumerable<string> Documents => SampleInvoices.Names;

    [GlobalSetup]
    public void Setup() => _file = InvoiceWriter.ToBytes(SampleInvoices.Create(Document));

    [Benchmark(Baseline = true)]
    public int PlainXmlReader()
    {
        var nodes = 0;
        using var reader = XmlReader.Create(new MemoryStream(_file), Settings);
        while (reader.Read()) nodes++;
        return nodes;
    }

    [Benchmark]
    public SerializedInvoice XmlSerializer() => SerializedInvoice.Read(_file);

    [Benchmark]
    public Invoice Model() => InvoiceReader.Read(_file);
}
