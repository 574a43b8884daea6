using System.CommandLine;
using System.Globalization;
using System.Xml;
using System.Xml.Schema;
using Ksef.Offline.Invoices.Validation;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>validate PATH...</c>: judges FA(3) files, or every .xml file below a folder.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "FA(3) files, or folders with such files (*.xml, also below).", Arity = ArgumentArity.OneOrMore };
        var noSemantic = new Option<bool>("--no-semantic") { Description = "The verdict of the schema (XSD 1.0) alone: neither file rules nor rules between fields." };
        var environment = new Option<string>("--environment") { Description = "Whose rules hold: test, demo or prod.", DefaultValueFactory = _ => "test" };
        environment.AcceptOnlyFromAmong("test", "demo", "prod");
        var acceptedOn = new Option<string?>("--accepted-on") { Description = "The day KSeF would accept the file, yyyy-MM-dd; without it the date of issue is not compared (D-2)." };
        var officialXsd = new Option<string?>("--official-xsd") { Description = "A folder with the Ministry's schema files: their verdict is added as a second opinion." };
        var command = new Command("validate", "Judges FA(3) files: XML, schema, KSeF's file rules and the rules between fields.") { paths, noSemantic, environment, acceptedOn, officialXsd };
        command.SetAction(parsed =>
        {
            var options = parsed.GetValue(noSemantic) ? InvoiceValidatorOptions.SchemaOnly : InvoiceValidatorOptions.Default;
            options = options with
            {
                Environment = parsed.GetValue(environment) switch { "prod" => KsefEnvironment.Production, "demo" => KsefEnvironment.Demo, _ => KsefEnvironment.Test },
                AcceptedOn = Day(parsed.GetValue(acceptedOn)),
            };
            var validator = new InvoiceValidator(options);
            var second = parsed.GetValue(officialXsd) is { } folder ? Official(folder) : null;
            var exit = ExitCode.Good;
            var files = Files(parsed.GetValue(paths)!).ToList();
            using var progress = new ProgressLine("validated", files.Count);
            foreach (var file in files)
            {
                exit = Math.Max(exit, Judge(file, validator, second));
                progress.Next();
            }
            return exit;
        });
        return command;
    }

    private static int Judge(string file, InvoiceValidator validator, XmlSchemaSet? second)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            JsonLines.Write(new { file, error = $"cannot be read: {e.Message}" });
            return ExitCode.Unusable;
        }
        var verdict = validator.Validate(bytes);
        List<Finding> findings = [.. verdict.Findings];
        if (second is not null) findings.AddRange(new OfficialSchemaValidator(second).Validate(bytes));
        var valid = findings.TrueForAll(f => f.Severity != FindingSeverity.Error);
        JsonLines.Write(new
        {
            file,
            valid,
            findings = findings.Select(f => new { code = f.Code, severity = Severity(f.Severity), path = f.Path, line = f.Line, column = f.Column, value = f.Value, message = f.Message, messagePl = f.MessagePl, basis = f.Basis }),
        });
        return valid ? ExitCode.Good : ExitCode.FoundBad;
    }

    private static string Severity(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Legal => "legal",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };

    private static LocalDate? Day(string? text)
    {
        if (text is null) return null;
        var day = LocalDatePattern.Iso.Parse(text);
        return day.Success ? day.Value : throw new UsageException($"--accepted-on takes a date yyyy-MM-dd, not '{text}'.");
    }

    private static IEnumerable<string> Files(string[] paths)
    {
        foreach (var path in paths)
        {
            if (File.Exists(path)) yield return path;
            else if (!Directory.Exists(path)) throw new UsageException($"'{path}' is neither a file nor a folder.");
            else
                foreach (var file in Directory.EnumerateFiles(path, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) yield return file;
        }
    }

    private static XmlSchemaSet Official(string folder)
    {
        try
        {
            var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
            foreach (var file in Directory.GetFiles(folder, "*.xsd")) set.Add(null, file);
            set.Compile();
            return set.Count > 0 ? set : throw new UsageException($"'{folder}' holds no .xsd file.");
        }
        catch (Exception e) when (e is XmlSchemaException or XmlException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"The schema in '{folder}' cannot be read: {e.Message}"));
        }
    }
}
