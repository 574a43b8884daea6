using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Schema;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Invoices.Writing;

/// <summary>The judge of everything the writer writes: the Ministry's schema, warnings counted as errors, and xmllint beside it.</summary>
internal static class SchemaJudge
{
    internal static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    /// <summary>What the schema has against a file; empty when it is valid.</summary>
    internal static IReadOnlyList<string> Faults(byte[] file)
    {
        SharedData.Require("data/fa3/xsd");
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas.Value, DtdProcessing = DtdProcessing.Prohibit };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) => faults.Add($"{e.Severity} ({e.Exception.LineNumber},{e.Exception.LinePosition}): {e.Message}");
        using var reader = XmlReader.Create(new MemoryStream(file), settings);
        while (reader.Read())
        {
        }
        return faults;
    }

    /// <summary>Fails with the faults and the file when the schema has something against it.</summary>
    internal static void AssertValid(byte[] file)
    {
        var faults = Faults(file);
        if (faults.Count > 0) Assert.Fail(string.Join(Environment.NewLine, faults) + Environment.NewLine + System.Text.Encoding.UTF8.GetString(file));
    }

    /// <summary>The verdict of xmllint on several files at once; skips where it is not installed.</summary>
    internal static void AssertValidByXmllint(IEnumerable<byte[]> files)
    {
        var folder = Directory.CreateTempSubdirectory("fa3-");
        try
        {
            var names = files.Select((file, i) =>
            {
                var name = Path.Combine(folder.FullName, $"{i}.xml");
                File.WriteAllBytes(name, file);
                return name;
            }).ToList();
            var schema = LintableSchema(folder.FullName);
            var result = OutsideTool.Run("xmllint", ["--nonet", "--noout", "--schema", schema, .. names]);
            Assert.True(result.ExitCode == 0, result.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>libxml2 cannot take a bounded occurrence as great as 50000 within reasonable time; it judges with "unbounded" there.</summary>
    private static string LintableSchema(string folder)
    {
        var source = SharedData.Require("data/fa3/xsd");
        foreach (var file in Directory.EnumerateFiles(source, "*.xsd", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, Regex.Replace(File.ReadAllText(file), "maxOccurs=\"[0-9]{3,}\"", "maxOccurs=\"unbounded\""));
        }
        return Directory.EnumerateFiles(folder, "schemat*.xsd").Single();
    }

    private static XmlSchemaSet Load()
    {
        var file = Directory.EnumerateFiles(SharedData.Require("data/fa3/xsd"), "schemat*.xsd").Single();
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, file);
        schemas.Compile();
        return schemas;
    }
}
