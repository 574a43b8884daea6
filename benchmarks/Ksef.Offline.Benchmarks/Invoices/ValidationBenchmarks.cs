using System.Xml;
using System.Xml.Schema;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;

namespace Ksef.Offline.Benchmarks.Invoices;

/// <summary>Validation of bytes (structure, file rules and rules between fields, no model) against .NET's XmlSchemaSet with the official schema, which judges structure only.</summary>
/// <remarks>The schema is read from <c>../shared/data/fa3/xsd</c>, or below the folder in KSEF_OFFLINE_SHARED; without it the baseline cannot run.</remarks>
[MemoryDiagnoser]
public class ValidationBenchmarks
{
    private static readonly InvoiceValidator Validator = new();
    private XmlReaderSettings _settings = null!;
    private byte[] _file = [];

    [ParamsSource(nameof(Documents))]
    public string Document { get; set; } = "";

    public static IEnumerable<string> Documents => SampleInvoices.Names;

    [GlobalSetup]
    public void Setup()
    {
        _file = InvoiceWriter.ToBytes(SampleInvoices.Create(Document));
        if (!Validator.Validate(_file).IsValid) throw new InvalidOperationException($"{Document} is not valid.");
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Directory.GetFiles(Path.Combine(SharedFolder(), "data", "fa3", "xsd"), "*.xsd").Single());
        schemas.Compile();
        _settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = schemas };
    }

    [Benchmark(Baseline = true)]
    public int XmlSchemaSet()
    {
        var nodes = 0;
        using var reader = XmlReader.Create(new MemoryStream(_file), _settings);
        while (reader.Read()) nodes++;
        return nodes;
    }

    [Benchmark]
    public bool Bytes() => Validator.Validate(_file).IsValid;

    private static string SharedFolder()
    {
        if (Environment.GetEnvironmentVariable("KSEF_OFFLINE_SHARED") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ksef.Offline.sln"))) return Path.Combine(folder.FullName, "..", "shared");
        throw new InvalidOperationException("The official schema is not at hand: set KSEF_OFFLINE_SHARED.");
    }
}
