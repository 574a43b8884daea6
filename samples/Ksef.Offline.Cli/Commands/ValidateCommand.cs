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
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "FA(3) files, or folders with such files (*.xml, also below).", Arity = ArgumentArity.OneOrMore };
        var noSemantic = new Option<bool>("--no-semantic") { Description = "The verdict of the schema (XSD 1.0) alone: neither file rules nor rules between fields." };
        var environment = new Option<string>("--environment") { HelpName = "test|demo|prod", Description = "Whose rules hold: test, demo or prod.", DefaultValueFactory = _ => "test" };
        environment.AcceptOnlyFromAmong("test", "demo", "prod");
        var acceptedOn = new Option<string?>("--accepted-on") { HelpName = "DATE", Description = "The day KSeF would accept the file, yyyy-MM-dd in Poland; without it the date of issue is not compared (D-2)." };
        var officialXsd = new Option<string?>("--official-xsd") { HelpName = "DIR", Description = "A folder with the Ministry's schema files: their verdict is added as a second opinion." };
        var command = new HelpfulCommand("validate", "Judges FA(3) files: XML, schema, KSeF's file rules and the rules between fields.", "ksef-offline validate invoices/ --environment prod --accepted-on 2026-11-23")
        {
            paths, noSemantic, environment, acceptedOn, officialXsd,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = parsed.GetValue(noSemantic) ? InvoiceValidatorOptions.SchemaOnly : InvoiceValidatorOptions.Default;
            options = options with { Environment = EnvironmentText.Parse(parsed.GetValue(environment)!), AcceptedOn = Day(parsed.GetValue(acceptedOn)) };
            var second = parsed.GetValue(officialXsd) is { } folder ? Official(folder) : null;
            return Task.Run(() => Run(parsed.GetValue(paths)!, new InvoiceValidator(options), second, cancellationToken), cancellationToken);
        });
        return command;
    }

    private static int Run(string[] paths, InvoiceValidator validator, XmlSchemaSet? second, CancellationToken cancellationToken)
    {
        var files = paths.SelectMany(Files).ToList();
        var (good, unread) = (true, new List<string>());
        using (var progress = new ProgressLine("validated", files.Count))
        {
            foreach (var file in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    good &= Judge(file, InputFile.Read(file), validator, second);
                }
                catch (UsageException e)
                {
                    JsonLines.Write(new { file, error = e.Message });
                    unread.Add(e.Message);
                }
                progress.Next();
            }
        }
        if (unread.Count == 0) return good ? ExitCode.Good : ExitCode.FoundBad;
        Say.Line(unread.Count == 1 ? unread[0] : $"{unread[0]} ({unread.Count} files cannot be read; the output tells which and why.)");
        return ExitCode.Unusable;
    }

    private static bool Judge(string file, byte[] bytes, InvoiceValidator validator, XmlSchemaSet? second)
    {
        List<Finding> findings = [.. validator.Validate(bytes).Findings];
        if (second is not null) findings.AddRange(new OfficialSchemaValidator(second).Validate(bytes));
        var valid = findings.TrueForAll(f => f.Severity != FindingSeverity.Error);
        JsonLines.Write(new { file, valid, findings = findings.Select(FindingLine.Of) });
        return valid;
    }

    private static LocalDate? Day(string? text)
    {
        if (text is null) return null;
        var day = LocalDatePattern.Iso.Parse(text);
        return day.Success ? day.Value : throw new UsageException($"--accepted-on takes a date yyyy-MM-dd, not '{text}'.");
    }

    /// <summary>The files below a folder; anything else as it is, so that a file that is missing has its line in the output.</summary>
    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path)) return [path];
        try
        {
            var files = Directory.EnumerateFiles(path, "*.xml", Below).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0) Say.Line($"'{path}' holds no .xml file.");
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: {e.Message}");
        }
    }

    private static XmlSchemaSet Official(string folder)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--official-xsd '{folder}': there is no such folder.");
        try
        {
            var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
            foreach (var file in Directory.GetFiles(folder, "*.xsd")) set.Add(null, file);
            set.Compile();
            return set.Count > 0 ? set : throw new UsageException($"--official-xsd '{folder}' holds no .xsd file.");
        }
        catch (Exception e) when (e is XmlSchemaException or XmlException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"The schema in '{folder}' cannot be read: {e.Message}"));
        }
    }
}
