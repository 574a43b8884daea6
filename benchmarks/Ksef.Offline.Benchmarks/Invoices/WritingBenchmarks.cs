using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Writing;

namespace Ksef.Offline.Benchmarks.Invoices;

/// <summary>Model to bytes against a raw XmlWriter that is handed ready texts in order (what any writer on top of it must cost at least), and against XmlSerializer.</summary>
[MemoryDiagnoser]
public class WritingBenchmarks
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false) };
    private readonly ArrayBufferWriter<byte> _buffer = new(1024 * 1024);
    private readonly byte[] _room = new byte[4 * 1024 * 1024];
    private Invoice _invoice = null!;
    private XElement _elements = null!;
    private SerializedInvoice _serialized = null!;

    [ParamsSource(nameof(Documents))]
    public string Document { get; set; } = "";

    public static IEnumerable<string> Documents => SampleInvoices.Names;

    [GlobalSetup]
    public void Setup()
    {
        _invoice = SampleInvoices.Create(Document);
        var file = InvoiceWriter.ToBytes(_invoice);
        _elements = XDocument.Load(new MemoryStream(file)).Root!;
        _serialized = SerializedInvoice.Read(file);
        var length = XmlSerializer();
        var again = XDocument.Load(new MemoryStream(_room, 0, (int)length)).Root!;
        if (again.Descendants().Count() != _elements.Descendants().Count()) throw new InvalidOperationException("XmlSerializer wrote another document: the comparison would not be fair.");
    }

    [Benchmark(Baseline = true)]
    public long RawXmlWriter()
    {
        using var stream = new MemoryStream(_room);
        using (var writer = XmlWriter.Create(stream, Settings)) Write(writer, _elements);
        return stream.Position;
    }

    [Benchmark]
    public long Model()
    {
        _buffer.ResetWrittenCount();
        InvoiceWriter.Write(_invoice, _buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public long XmlSerializer()
    {
        using var stream = new MemoryStream(_room);
        using (var writer = XmlWriter.Create(stream, Settings)) SerializedInvoice.Serializer.Serialize(writer, _serialized);
        return stream.Position;
    }

    private static void Write(XmlWriter writer, XElement element)
    {
        writer.WriteStartElement(element.Name.LocalName, element.Name.NamespaceName);
        if (element.HasAttributes)
        {
            foreach (var attribute in element.Attributes())
                if (!attribute.IsNamespaceDeclaration) writer.WriteAttributeString(attribute.Name.LocalName, attribute.Value);
        }
        if (element.FirstNode is XText { } text) writer.WriteString(text.Value);
        for (var child = element.FirstNode; child is not null; child = child.NextNode)
            if (child is XElement inner) Write(writer, inner);
        writer.WriteEndElement();
    }
}
