using System.Xml;
using System.Xml.Schema;

namespace Ksef.Offline.Emulator.Invoices;

/// <summary>The official FA(3) schema from a folder that the user names. Thread-safe after loading.</summary>
internal sealed class OfficialSchema
{
    private readonly XmlSchemaSet _schemas;

    private OfficialSchema(XmlSchemaSet schemas) => _schemas = schemas;

    /// <exception cref="IOException">The folder cannot be read, or holds no usable schema of the FA(3) namespace.</exception>
    public static OfficialSchema Load(string folder)
    {
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.xsd").Order(StringComparer.Ordinal))
                if (IsOfInvoice(file)) set.Add(null, file);
            set.Compile();
        }
        catch (Exception e) when (e is XmlException or XmlSchemaException)
        {
            throw new IOException($"The schema in '{folder}' cannot be used: {e.Message}", e);
        }
        return set.Contains(SummaryReader.Namespace) ? new OfficialSchema(set) : throw new IOException($"'{folder}' holds no schema of the namespace {SummaryReader.Namespace}.");
    }

    public IReadOnlyList<string> Check(byte[] bytes)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = _schemas,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints,
        };
        settings.ValidationEventHandler += (_, e) =>
        {
            if (faults.Count < 20) faults.Add($"({e.Exception.LineNumber},{e.Exception.LinePosition}): {e.Message}");
        };
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
            }
        }
        catch (XmlException e)
        {
            faults.Add(e.Message);
        }
        return faults;
    }

    private static bool IsOfInvoice(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return reader.MoveToContent() == XmlNodeType.Element && reader.GetAttribute("targetNamespace") == SummaryReader.Namespace;
    }
}
