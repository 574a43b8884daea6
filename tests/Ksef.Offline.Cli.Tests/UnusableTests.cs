using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>What a stranger may type: one clear line, exit code 2, nothing left behind.</summary>
public sealed class UnusableTests : IDisposable
{
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Fact]
    public async Task Every_row_of_the_text_file_is_refused_in_one_line_and_leaves_nothing_behind()
    {
        Furnish();
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "unusable.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(" | ", StringSplitOptions.TrimEntries)).ToArray();
        var before = Names();
        var wrong = new List<string>();
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken }, (row, _) =>
        {
            var result = Cli.RunIn(_papers.Folder, ["WRONG=wrong"], row[0].Split(' ').Select(a => a == "''" ? "" : a));
            var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var fine = result.ExitCode == 2 && lines.Length == 1 && lines[0].StartsWith("ksef-offline: ", StringComparison.Ordinal) && lines[0].Contains(row[1], StringComparison.Ordinal)
                && !lines[0].Contains("verysecret", StringComparison.Ordinal);
            lock (wrong)
                if (!fine) wrong.Add($"{row[0]} -> {result.ExitCode}: {result.Error}");
            return ValueTask.CompletedTask;
        });
        Assert.Empty(wrong);
        Assert.Equal(before, Names());
        Assert.Equal(0, new FileInfo(Path.Combine(_papers.Folder, "empty.db")).Length);
    }

    [Fact]
    public void A_very_long_argument_is_cut_and_bytes_that_are_no_text_are_survived()
    {
        var result = Cli.Run("", "roundtrip", new string('a', 100_000));
        Assert.Equal(2, result.ExitCode);
        Assert.InRange(Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Length, 100, 2_100);
        var noise = Cli.Shell("ksef-offline roundtrip $'\\xff\\xfe\\x1b[31m'");
        Assert.Equal(2, noise.ExitCode);
        Assert.DoesNotContain('\u001b', noise.Error);
        Assert.Single(noise.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_file_that_cannot_be_read_has_its_line_and_the_rest_goes_on()
    {
        var (good, db) = (_papers.Invoice("FV/1"), _papers.Db);
        var validated = Cli.Run("", "validate", "no-such.xml", good);
        Assert.Equal(2, validated.ExitCode);
        Assert.Contains("no such file", Cli.Lines(validated)[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(Cli.Lines(validated)[1].GetProperty("valid").GetBoolean());

        var issued = Cli.Run("", "issue", "no-such.xml", good, "--mode", "offline24", "--db", db);
        Assert.Equal(2, issued.ExitCode);
        Assert.Single(issued.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("FV/1", Cli.Lines(issued)[1].GetProperty("invoiceNumber").GetString());
        Assert.Single(Cli.Lines(Cli.Run("", "status", "--db", db)));
    }

    [Fact]
    public void A_text_that_begins_with_an_at_sign_is_a_text()
    {
        var numbers = Path.Combine(_papers.Folder, "numbers");
        File.WriteAllText(numbers, "5265877635-20250826-0100001AF629-AF");
        Assert.Equal("@" + numbers, Cli.Lines(Cli.Run("", "ksef-number", "@" + numbers))[0].GetProperty("value").GetString());
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        var file = Path.Combine(_papers.Folder, "other.db");
        OutsideTool.Run("sqlite3", [file, "CREATE TABLE t (x)"]);
        var result = Cli.Run("", "status", "--db", "sqlite:" + file);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("holds no outbox", result.Error, StringComparison.Ordinal);
        Assert.Equal("t", OutsideTool.Run("sqlite3", [file, ".tables"]).Output.Trim());
    }

    [Fact]
    public void A_clock_far_behind_what_the_outbox_has_seen_is_refused_before_anything_is_sent()
    {
        Assert.Equal(0, Cli.Run("", "issue", _papers.Invoice("FV/1"), "--mode", "offline24", "--db", _papers.Db).ExitCode);
        OutsideTool.Run("sqlite3", [_papers.Db["sqlite:".Length..], $"UPDATE ksef_clock SET greatest = {DateTime.UtcNow.AddDays(1).Ticks - DateTime.UnixEpoch.Ticks}"]);
        var result = Cli.RunIn(_papers.Folder, ["WRONG=wrong"], ["send", "--db", _papers.Db, "--ksef", "http://127.0.0.1:9/v2", "--nip", Papers.Nip, "--token-env", "WRONG", "--once"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("KO5001", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(_papers.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_papers.Folder, f)).Where(f => f != "codes").Order(StringComparer.Ordinal)];

    private void Furnish()
    {
        File.Copy(_papers.Invoice("FV/1"), Path.Combine(_papers.Folder, "invoice.xml"));
        foreach (var name in new[] { "empty.xml", "empty.pfx", "empty.db" }) File.WriteAllBytes(Path.Combine(_papers.Folder, name), []);
        Directory.CreateDirectory(Path.Combine(_papers.Folder, "folder"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Sklep", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllBytes(Path.Combine(_papers.Folder, "good.pfx"), certificate.Export(X509ContentType.Pfx, "right"));
    }
}
