using System.Text.Json;
using Ksef.Offline.Emulator;
using NodaTime;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Announce, decide, hand over, report, JPK, evidence: what a person does beside the sending.</summary>
public sealed class OperatingTests : IDisposable
{
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Fact]
    public void An_announced_failure_moves_the_deadline_once_and_a_later_version_moves_it_again()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        const string Failure = """{"kind":"failure","start":"2026-11-13T09:00:00+01:00","end":"2026-11-13T11:00:00+01:00","eventId":"77","source":"bip"}""";

        var first = Cli.Run(Failure, "announce", "--db", _papers.Db, "--actor", "A. Nowak");
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(("5261040828/VAT/FV/1", "2026-11-24"), KeyAndDue(Assert.Single(Cli.Lines(first))));
        Assert.Empty(Cli.Lines(Cli.Run(Failure, "announce", "--db", _papers.Db)));

        var longer = Failure.Replace("T11:00", "T23:30", StringComparison.Ordinal).Replace("2026-11-13T23", "2026-11-16T23", StringComparison.Ordinal).Replace("\"eventId\"", "\"version\":2,\"eventId\"", StringComparison.Ordinal);
        Assert.Equal("2026-11-25", KeyAndDue(Assert.Single(Cli.Lines(Cli.Run(longer, "announce", "--db", _papers.Db)))).Due);
        Assert.Empty(Cli.Lines(Cli.Run(Failure.Replace("77\"", "77\",\"version\":1", StringComparison.Ordinal), "announce", "--db", _papers.Db)));
    }

    [Fact]
    public void An_announcement_that_cannot_be_read_is_named_by_its_line_and_the_rest_goes_on()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        var result = Cli.Run(
            "nonsense\n{\"kind\":\"failure\",\"start\":\"2026-11-13 09:00\"}\n{\"kind\":\"failure\",\"start\":\"2026-11-13T09:00:00Z\",\"end\":\"2026-11-13T08:00:00Z\"}\n"
            + "{\"kind\":\"flood\",\"start\":\"2026-11-13T09:00:00Z\"}\n{\"kind\":\"failure\",\"start\":\"2026-11-13T09:00:00Z\",\"end\":\"2026-11-13T10:00:00Z\"}", "announce", "--db", _papers.Db);
        Assert.Equal(2, result.ExitCode);
        var lines = Cli.Lines(result);
        Assert.Equal([1, 2, 3, 4], lines.Where(l => l.TryGetProperty("error", out _)).Select(l => l.GetProperty("line").GetInt32()));
        Assert.Equal("2026-11-24", KeyAndDue(lines[^1]).Due);
    }

    [Fact]
    public void An_entry_is_held_released_and_withdrawn_with_reason_and_actor_and_handed_over()
    {
        Issue("FV/1", Papers.Today);
        const string Key = "5261040828/VAT/FV/1";
        Assert.Equal("Held", State(Decide(Key, "hold")));
        Assert.Equal("Issued", State(Decide(Key, "release")));
        var handed = Cli.Run("", "handover", Key, "--at", "2026-11-20T10:00:00+01:00", "--how", "wydruk", "--db", _papers.Db);
        Assert.True(handed.ExitCode == 0, handed.Error);
        Assert.Equal("Withdrawn", State(Decide(Key, "withdraw")));

        var again = Decide(Key, "release");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("KO50", again.Error, StringComparison.Ordinal);
        var evidence = Path.Combine(_papers.Folder, "e.zip");
        Assert.Equal(0, Cli.Run("", "evidence", Key, "--db", _papers.Db, "--out", evidence).ExitCode);
        using var zip = System.IO.Compression.ZipFile.OpenRead(evidence);
        using var chain = new StreamReader(zip.GetEntry("chains/1.jsonl")!.Open());
        var text = chain.ReadToEnd();
        Assert.Contains("A. Nowak", text, StringComparison.Ordinal);
        Assert.Contains("because of hold", text, StringComparison.Ordinal);
        Assert.Contains("wydruk", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_counts_what_is_overdue_and_at_risk_as_of_an_instant()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        Issue("FV/2", new LocalDate(2026, 11, 18));
        var calm = Report("2026-11-12T12:00:00+01:00");
        Assert.Equal((0, 2), (calm.ExitCode, Cli.Lines(calm)[0].GetProperty("unsent").GetInt32()));
        var late = Report("2026-11-19T12:00:00+01:00");
        Assert.Equal(1, late.ExitCode);
        var report = Cli.Lines(late)[0];
        Assert.Equal("FV/1", Assert.Single(report.GetProperty("overdue").EnumerateArray()).GetProperty("invoiceNumber").GetString());
        Assert.Equal("FV/2", Assert.Single(report.GetProperty("atRisk").EnumerateArray()).GetProperty("invoiceNumber").GetString());
        Assert.Equal(2, report.GetProperty("counts").GetProperty("Issued").GetInt32());
    }

    [Fact]
    public async Task Jpk_markers_tell_the_sent_from_the_unsent_and_a_changed_package_of_evidence_is_found()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("KSEF_CLI_OPERATING_TOKEN", ksef.Token);
        Issue("FV/1", Papers.Today);
        var sent = Cli.Run("", "send", "--db", _papers.Db, "--ksef", ksef.BaseAddress.AbsoluteUri, "--nip", Papers.Nip, "--token-env", "KSEF_CLI_OPERATING_TOKEN", "--once");
        Assert.True(sent.ExitCode == 0, sent.Error);
        Issue("FV/2", Papers.Today);
        Assert.Equal(1, Cli.Run("", "issue", _papers.Invoice("FV/3"), "--mode", "total-failure", "--db", _papers.Db).ExitCode);
        Cli.Run($$"""{"kind":"total-failure","start":"{{Papers.Today.ToString("uuuu-MM-dd", null)}}T00:00:00+01:00","source":"media"}""", "announce", "--db", _papers.Db);
        Issue("FV/3", Papers.Today, "total-failure");

        var markers = Cli.Lines(Cli.Run("", "jpk", "--db", _papers.Db, "--at", Papers.Today.PlusDays(1).ToString("uuuu-MM-dd", null)))
            .ToDictionary(l => l.GetProperty("invoiceNumber").GetString()!, l => (l.GetProperty("marker").GetString(), l.GetProperty("ksefNumber").GetString()));
        Assert.Equal(("NrKSeF", ksef.Invoices[0].KsefNumber.ToString()), markers["FV/1"]);
        Assert.Equal("BFK", markers["FV/3"].Item1);
        Assert.Null(markers["FV/2"].Item2);
        var rows = Cli.Lines(Cli.Run("", "register", "--db", _papers.Db)).ToDictionary(l => l.GetProperty("invoiceNumber").GetString()!, l => l.GetProperty("mode").GetString());
        Assert.Equal("total-failure", rows["FV/3"]);

        var file = Path.Combine(_papers.Folder, "e.zip");
        Assert.Equal(0, Cli.Run("", "evidence", $"{Papers.Nip}/VAT/FV/1", "--db", _papers.Db, "--out", file).ExitCode);
        Assert.True(Assert.Single(Cli.Lines(Cli.Run("", "verify", file))).GetProperty("valid").GetBoolean());
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 3] ^= 4;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var changed = Cli.Run("", "verify", file);
        Assert.Equal(1, changed.ExitCode);
        Assert.False(Cli.Lines(changed)[0].GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void The_register_is_looked_up_by_anything_cut_to_days_and_written_for_a_Polish_Excel()
    {
        Issue("FV/1", Papers.Today.PlusDays(-1));
        Issue("FV/2", Papers.Today);
        var all = Cli.Lines(Cli.Run("", "register", "--db", _papers.Db));
        Assert.Equal(["DI", "DI"], all.Select(l => l.GetProperty("jpk").GetString()));
        foreach (var name in new[] { "reference", "key", "invoiceNumber", "invoiceHash" })
            Assert.Equal("FV/2", Assert.Single(Cli.Lines(Cli.Run("", "register", "--db", _papers.Db, "--find", all[1].GetProperty(name).GetString()!))).GetProperty("invoiceNumber").GetString());
        Assert.Empty(Cli.Lines(Cli.Run("", "register", "--db", _papers.Db, "--find", "FV/9")));
        Assert.Equal("FV/2", Assert.Single(Cli.Lines(Cli.Run("", "register", "--db", _papers.Db, "--from", Papers.Today.ToString("uuuu-MM-dd", null)))).GetProperty("invoiceNumber").GetString());
        Assert.Equal("FV/1", Assert.Single(Cli.Lines(Cli.Run("", "register", "--db", _papers.Db, "--to", Papers.Today.PlusDays(-1).ToString("uuuu-MM-dd", null)))).GetProperty("invoiceNumber").GetString());
        var excel = Cli.Run("", "register", "--db", _papers.Db, "--excel").Output;
        Assert.Matches("^\uFEFF?reference;key;", excel);
        Assert.Equal(4, excel.Split("\r\n").Length);
        Assert.Equal(2, Cli.Run("", "register", "--db", _papers.Db, "--find", "FV/1", "--from", "2026-11-01").ExitCode);
        Assert.Equal(2, Cli.Run("", "register", "--db", _papers.Db, "--from", "20.11.2026").ExitCode);
    }

    [Fact]
    public void A_report_tells_whether_the_queue_drains_in_time_and_what_an_incident_touched()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        Issue("FV/2", new LocalDate(2026, 11, 18));
        Cli.Run("""{"kind":"failure","start":"2026-11-19T09:00:00+01:00","end":"2026-11-19T11:00:00+01:00","eventId":"77"}""", "announce", "--db", _papers.Db);
        var forecast = Assert.Single(Cli.Lines(Report("2026-11-19T12:00:00+01:00"))[0].GetProperty("forecast").EnumerateArray());
        Assert.Equal((Papers.Nip, 2, false, 1), (forecast.GetProperty("taxpayer").GetString(), forecast.GetProperty("waiting").GetInt32(), forecast.GetProperty("inTime").GetBoolean(), forecast.GetProperty("late").GetInt32()));
        Assert.Equal("5261040828/VAT/FV/1", forecast.GetProperty("firstAtRisk").GetProperty("key").GetString());

        // FV/1 was overdue before it began; FV/2 waited, and seven working days after the end are Monday, the 30th.
        var incident = Cli.Run("", "report", "--db", _papers.Db, "--at", "2026-11-20T12:00:00+01:00", "--event", "77");
        Assert.True(incident.ExitCode == 0, incident.Error);
        var affected = Assert.Single(Cli.Lines(incident)[0].GetProperty("affected").EnumerateArray());
        Assert.Equal(("5261040828/VAT/FV/2", "2026-11-19", "2026-11-30"), (affected.GetProperty("key").GetString(), affected.GetProperty("dueBefore").GetString(), affected.GetProperty("dueAfter").GetString()));
        Assert.Equal(2, Cli.Run("", "report", "--db", _papers.Db, "--at", "2026-11-20T12:00:00+01:00", "--event", "78").ExitCode);
    }

    [Fact]
    public void Papers_of_a_total_failure_are_recorded_with_a_mark_and_not_without_an_announcement()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        string[] paper = ["outside", "--nip", Papers.Nip, "--number", "P/1", "--date", "2026-11-13", "--reason", "notice in the media", "--mark", "SKLEP1", "--db", _papers.Db];
        Assert.Equal(1, Cli.Run("", paper).ExitCode);
        Cli.Run("""{"kind":"total-failure","start":"2026-11-13T09:00:00+01:00","end":"2026-11-13T11:00:00+01:00","source":"media"}""", "announce", "--db", _papers.Db);
        var first = Cli.Run("", paper);
        Assert.Equal((0, "OFF/2026/11/SKLEP1/000001"), (first.ExitCode, Assert.Single(Cli.Lines(first)).GetProperty("reference").GetString()));
        Assert.Equal(first.Output, Cli.Run("", paper).Output);
        Assert.Equal(1, Cli.Run("", [.. paper, "--file", _papers.Invoice("FV/9")]).ExitCode);
        var row = Cli.Lines(Cli.Run("", "register", "--db", _papers.Db, "--find", "P/1"));
        Assert.Equal(("BFK", "OFF/2026/11/SKLEP1/000001"), (Assert.Single(row).GetProperty("jpk").GetString(), row[0].GetProperty("reference").GetString()));
    }

    [Fact]
    public void Reconciliation_lists_each_document_on_which_the_sides_differ()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        Issue("FV/2", new LocalDate(2026, 10, 30));
        string Side(string name, string text)
        {
            File.WriteAllText(Path.Combine(_papers.Folder, name), text);
            return Path.Combine(_papers.Folder, name);
        }

        var erp = Side("erp.jsonl", """{"sellerNip":"5261040828","invoiceNumber":"FV/1","kind":"VAT"}""" + "\n\n" + """{"sellerNip":"5261040828","invoiceNumber":"FV/3"}""" + "\n");
        var result = Cli.Run("", "reconcile", "--db", _papers.Db, "--erp", erp, "--ksef", Side("ksef.json", "[]"), "--from", "2026-11-01", "--to", "2026-11-30");
        Assert.Equal(1, result.ExitCode);
        var lines = Cli.Lines(result);
        Assert.Equal(["FV/1", "FV/3"], lines[..^1].Select(l => l.GetProperty("invoiceNumber").GetString()));
        Assert.Equal("""{"erp":2,"register":1,"ksef":0,"differences":2}""", lines[^1].GetRawText());
        foreach (var (bad, said) in new[] { ("{", "line 1"), ("[7]", "document 1"), ("""{"sellerNip":"1"}""", "sellerNip '1'"), ("""{"sellerNip":"5261040828"}""", "invoiceNumber is missing"), ("""{"sellerNip":7}""", "not a text"), ("""{"sellerNip":"5261040828","invoiceNumber":"x","kind":"FV"}""", "kind 'FV'") })
        {
            var refused = Cli.Run("", "reconcile", "--db", _papers.Db, "--erp", erp, "--ksef", Side("bad.json", bad));
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains(said, Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_is_attached_to_an_incident_and_found_in_its_package()
    {
        Issue("FV/1", new LocalDate(2026, 11, 12));
        var zip = Path.Combine(_papers.Folder, "i.zip");
        Assert.Equal(2, Cli.Run("", "evidence", "incident:own outage", "--db", _papers.Db, "--out", zip).ExitCode);
        var ticket = Path.Combine(_papers.Folder, "ticket.txt");
        File.WriteAllText(ticket, "the line was cut");
        foreach (var key in new[] { "incident:own outage", "5261040828/VAT/FV/1" }) Assert.Equal(0, Cli.Run("", "attach", key, "--note", "the provider's ticket", "--file", ticket, "--actor", "A. Nowak", "--db", _papers.Db).ExitCode);
        Assert.Equal(2, Cli.Run("", "attach", "5261040828/VAT/FV/9", "--note", "n", "--actor", "A. Nowak", "--db", _papers.Db).ExitCode);
        Assert.Equal(0, Cli.Run("", "evidence", "incident:own outage", "--db", _papers.Db, "--out", zip).ExitCode);
        Assert.Equal(0, Cli.Run("", "verify", zip).ExitCode);
        using var package = System.IO.Compression.ZipFile.OpenRead(zip);
        Assert.Single(package.Entries, e => e.FullName.EndsWith("-ticket.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_reads_needs_no_right_to_write()
    {
        if (!OperatingSystem.IsLinux() || !TestKit.OutsideTool.IsInstalled("bash")) Assert.Skip("needs bash on Linux");
        Issue("FV/1", new LocalDate(2026, 11, 12));
        Issue("FV/2", new LocalDate(2026, 11, 12));
        var copy = Path.Combine(_papers.Folder, "read only");
        // Who is root may write everything, so another user reads.
        var result = Cli.Shell(
            $"""
            mkdir '{copy}' && cp '{_papers.Folder}'/outbox.db* '{copy}' && chmod 755 '{_papers.Folder}' && chmod 444 '{copy}'/* && chmod 555 '{copy}'
            as() {'{'} if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent DOTNET_CLI_HOME=/tmp dotnet '{Cli.Dll}' "$@"; else ksef-offline "$@"; fi; {'}'}
            if [ "$(id -u)" = 0 ] && ! setpriv --reuid=65534 --regid=65534 --clear-groups test -r '{Cli.Dll}'; then echo skip; exit 0; fi
            for c in status register 'report --at 2026-11-13T12:00:00+01:00' 'jpk --at 2026-12-20' 'freeze --nip {Papers.Nip}'; do as $c --db 'sqlite:{copy}/outbox.db' | wc -l; done
            as decide 5261040828/VAT/FV/1 --action hold --reason r --actor a --db 'sqlite:{copy}/outbox.db' >/dev/null; echo "decide $?"
            ls -A '{copy}' | wc -l; chmod 755 '{copy}'
            """, _papers.Folder);
        if (result.Output.Trim() == "skip") Assert.Skip("another user cannot read the built program here");
        Assert.Equal(["2", "2", "1", "2", "1", "decide 2", "1"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_closed_standard_input_is_said_and_not_waited_for()
    {
        if (!OperatingSystem.IsLinux() || !TestKit.OutsideTool.IsInstalled("bash")) Assert.Skip("needs bash on Linux");
        const string Question = """{"id":1,"mode":"offline24","issueDate":"2026-12-23"}""";
        var closed = Cli.Shell("export -f ksef-offline; timeout 20 bash -c 'ksef-offline deadlines <&-'; echo $?");
        Assert.Equal("2", closed.Output.Trim());
        Assert.Contains("standard input is closed", closed.Error, StringComparison.Ordinal);
        foreach (var given in new[] { $"echo '{Question}' | ksef-offline deadlines", $"ksef-offline deadlines <<<'{Question}'", $"(sleep 0; echo '{Question}') | cat | ksef-offline deadlines", $"ksef-offline deadlines < <(echo '{Question}')" })
            Assert.Contains("2026-12-28", Cli.Shell(given).Output, StringComparison.Ordinal);
        Assert.Equal("", Cli.Shell("ksef-offline deadlines </dev/null").Output);
    }

    [Theory]
    [InlineData("report", "--db", "sqlite:no-such.db", "--at", "2026-11-20T10:00:00Z")]
    [InlineData("report", "--db", "sqlite:no-such.db", "--at", "yesterday")]
    [InlineData("jpk", "--db", "sqlite:no-such.db", "--at", "20.11.2026")]
    [InlineData("decide", "FV/1", "--action", "hold", "--reason", "r", "--actor", "a", "--db", "sqlite:no-such.db")]
    [InlineData("decide", "5261040828/VAT/FV/1", "--action", "burn", "--reason", "r", "--actor", "a", "--db", "sqlite:no-such.db")]
    [InlineData("handover", "5261040828/VAT/FV/1", "--at", "2026-11-20T10:00:00Z", "--how", " ", "--db", "sqlite:no-such.db")]
    [InlineData("evidence", "5261040828/VAT/FV/1", "--db", "sqlite:no-such.db", "--out", "e.zip")]
    [InlineData("verify", "no-such.zip")]
    [InlineData("certificate", "enroll", "--ksef", "http://127.0.0.1:9", "--nip", "5261040828", "--token-env", "NO_SUCH_VARIABLE", "--name", "Sklep", "--out", "x.pfx", "--out-password-env", "P")]
    [InlineData("certificate", "list", "--ksef", "nowhere", "--nip", "5261040828", "--token-env", "PATH")]
    [InlineData("completion", "fish")]
    public void What_cannot_be_used_is_one_line_and_exit_code_2(params string[] arguments)
    {
        var result = Cli.Run("", arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists("no-such.db"));
    }

    private static (string? Key, string? Due) KeyAndDue(JsonElement line) => (line.GetProperty("key").GetString(), line.GetProperty("due").GetString());

    private static string? State(TestKit.OutsideTool.Result result) => Assert.Single(Cli.Lines(result)).GetProperty("state").GetString();

    private void Issue(string number, LocalDate on, string mode = "offline24")
    {
        var issued = Cli.Run("", "issue", _papers.Invoice(number, on: on), "--mode", mode, "--db", _papers.Db);
        Assert.True(issued.ExitCode == 0, issued.Error);
    }

    private TestKit.OutsideTool.Result Decide(string key, string action) => Cli.Run("", "decide", key, "--action", action, "--reason", "because of " + action, "--actor", "A. Nowak", "--db", _papers.Db);

    private TestKit.OutsideTool.Result Report(string at) => Cli.Run("", "report", "--db", _papers.Db, "--at", at);
}
