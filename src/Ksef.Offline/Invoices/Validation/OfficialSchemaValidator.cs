using System.Xml;
using System.Xml.Schema;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>A second opinion: .NET's schema validation with the Ministry's own schema files, which the application loads from wherever it keeps them.</summary>
/// <remarks>
/// Slower than <see cref="InvoiceValidator"/> and, where .NET departs from XSD 1.0, not always right: it counts emoji double, accepts a trailing line
/// feed in a NIP, and refuses T24:00:00. Thread-safe once the schemas are compiled.
/// </remarks>
public sealed class OfficialSchemaValidator
{
    private readonly XmlSchemaSet _schemas;

    /// <summary>Takes compiled schemas.</summary>
    /// <param name="schemas">The official FA(3) schema with what it imports.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schemas"/> is null.</exception>
    /// <exception cref="ArgumentException">The schemas are not compiled.</exception>
    public OfficialSchemaValidator(XmlSchemaSet schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        if (!schemas.IsCompiled) throw new ArgumentException("Compile the schemas first (XmlSchemaSet.Compile).", nameof(schemas));
        _schemas = schemas;
    }

    /// <summary>Judges a file: one finding <c>KO1301</c> per error of the schema, <c>KO1302</c> when it is not well-formed; empty when valid.</summary>
    /// <param name="file">The bytes of the file.</param>
    public IReadOnlyList<Finding> Validate(ReadOnlySpan<byte> file)
    {
        var findings = new List<Finding>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = _schemas, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.ValidationEventHandler += (_, e) => findings.Add(Report("KO1301", e.Message, e.Exception.LineNumber, e.Exception.LinePosition));
        try
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read()) { }
        }
        catch (XmlException e)
        {
            findings.Add(Report("KO1302", e.Message, e.LineNumber, e.LinePosition));
        }
        return findings;
    }

    private static Finding Report(string code, string message, int line, int column) => new()
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = "/",
        Line = line,
        Column = column,
        Basis = "XSD",
        Message = $"The official schema refuses it: {message}",
        MessagePl = $"Oficjalny schemat odrzuca plik: {message}",
    };
}
