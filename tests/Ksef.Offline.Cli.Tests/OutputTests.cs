using System.Text;
using System.Text.Json;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>What machines read: JSON lines, CSV, UTF-8 in every locale, a pipe that closes early.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Fact]
    public void Csv_is_read_back_by_a_strict_reader_whatever_the_numbers_hold()
    {
        string[] numbers = ["FV/1", "a,b \"c\"", "=1+1", "Żółć 7"];
        var files = numbers.Select((n, i) => File_($"{i}.xml", n)).ToArray();
        Assert.Equal(0, Cli.Run("", ["issue", .. files, "--mode", "offline24", "--db", _papers.Db]).ExitCode);
        var csv = Cli.Run("", "register", "--db", _papers.Db, "--csv").Output;
        var rows = Rfc4180.Read(csv);
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
        Assert.Equal(rows[0].Length, rows[0].Distinct(StringComparer.Ordinal).Count());
        var column = Array.IndexOf(rows[0], "invoiceNumber");
        // A value that a spreadsheet would take for a formula is preceded by an apostrophe.
        Assert.Equal(numbers.Select(n => n[0] == '=' ? "'" + n : n).Order(StringComparer.Ordinal), rows.Skip(1).Select(r => r[column]).Order(StringComparer.Ordinal));
        foreach (var field in new[] { "reference", "sellerNip", "invoiceHash", "state", "mode", "due" })
        {
            var json = Cli.Lines(Cli.Run("", "register", "--db", _papers.Db)).Select(l => l.GetProperty(field).GetString()).Order(StringComparer.Ordinal);
            Assert.Equal(json, rows.Skip(1).Select(r => r[Array.IndexOf(rows[0], field)]).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("LC_ALL=C")]
    [InlineData("LC_ALL=POSIX")]
    [InlineData("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")]
    public void Polish_letters_and_figures_are_the_same_in_every_locale(string variable)
    {
        var file = _papers.Invoice("FV/1");
        foreach (var line in new[] { "ksef-offline calendar 2026", $"ksef-offline roundtrip '{file}'", $"ksef-offline qr '{file}' --environment test --out '{_papers.Folder}'" })
            Assert.Equal(Cli.Shell(line).Output, Cli.Shell(line, variables: variable).Output);
        Assert.Contains("Święto Trzech Króli", Cli.Shell("ksef-offline calendar 2026", variables: variable).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_that_is_closed_early_is_no_trouble()
    {
        var result = Cli.Shell("for i in $(seq 2000); do echo '{\"id\":1,\"mode\":\"online\",\"issueDate\":\"2026-03-02\"}'; done | ksef-offline deadlines | head -1; echo ${PIPESTATUS[1]}");
        Assert.Equal("", result.Error);
        Assert.Equal("0", result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    [Theory]
    [InlineData("ksef-offline calendar 2026 > /dev/full")]
    [InlineData("ksef-offline calendar 2026 >&-")]
    [InlineData("ksef-offline deadlines < /")]
    public void An_output_that_cannot_be_written_is_one_line(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        var result = Cli.Shell(script);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("ksef-offline: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_is_one_object_without_blanks_around_and_its_fields_stand_in_a_fixed_order()
    {
        var (file, key) = (_papers.Invoice("FV/1"), "5261040828/VAT/FV/1");
        var evidence = Path.Combine(_papers.Folder, "e.zip");
        const string Entry = "key sellerNip invoiceNumber invoiceHash state mode due ksefNumber note";
        (string[] Arguments, string Fields)[] runs =
        [
            (["calendar", "2026"], "date name namePl"),
            (["ksef-number", "x"], "value valid reason"),
            (["validate", file], "file valid findings"),
            (["qr", file, "--environment", "test", "--out", _papers.Folder], "code1 code2"),
            (["issue", file, "--mode", "offline24", "--db", _papers.Db], Entry),
            (["issue", "no-such.xml", "--mode", "offline24", "--db", _papers.Db], "file error"),
            (["issue", Cli.Dll, "--mode", "offline24", "--db", _papers.Db], "file error findings"),
            (["status", "--db", _papers.Db], Entry),
            (["handover", key, "--at", "2026-11-20T10:00:00+01:00", "--how", "paper", "--db", _papers.Db], Entry),
            (["decide", key, "--action", "hold", "--reason", "r", "--actor", "a", "--db", _papers.Db], Entry),
            (["register", "--db", _papers.Db], "reference key sellerNip invoiceNumber invoiceHash state mode due ksefNumber invoicingDate upoHash issueDate acquisitionDate stricter handedOverAt jpk"),
            (["report", "--db", _papers.Db, "--at", "2026-11-20T10:00:00+01:00"], "at counts unsent overdue atRisk rejected held volumes forecast"),
            (["jpk", "--db", _papers.Db, "--at", "2026-12-20"], "key invoiceNumber issueDate marker ksefNumber correctionDue disputed reason reasonPl"),
            (["evidence", key, "--db", _papers.Db, "--out", evidence], "key file bytes"),
            (["verify", evidence], "file valid findings"),
            (["attach", key, "--note", "n", "--file", file, "--actor", "a", "--db", _papers.Db], "chain sequence hash file"),
        ];
        foreach (var (arguments, fields) in runs)
        {
            var result = Cli.Run("", arguments);
            Assert.EndsWith("\n", result.Output, StringComparison.Ordinal);
            foreach (var line in result.Output[..^1].Split('\n'))
            {
                Assert.Equal(line.Trim(), line);
                using var json = JsonDocument.Parse(line);
                Assert.Equal(fields, string.Join(' ', json.RootElement.EnumerateObject().Select(p => p.Name).Where(n => n != "since")));
            }
        }
    }

    private string File_(string name, string number)
    {
        var made = _papers.Invoice("FV/0");
        var file = Path.Combine(_papers.Folder, name);
        File.WriteAllText(file, File.ReadAllText(made).Replace("<P_2>FV/0</P_2>", $"<P_2>{System.Security.SecurityElement.Escape(number)}</P_2>", StringComparison.Ordinal), new UTF8Encoding(false));
        return file;
    }
}
