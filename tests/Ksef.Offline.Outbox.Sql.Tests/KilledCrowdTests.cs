using System.Diagnostics;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;
using Ksef.Offline.Outbox.Sql.Tests.Sqlite;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>Many callers enqueue at once and the process is killed in the middle: whoever was told that its invoice is stored is right, and no invoice is there in part.</summary>
public sealed class KilledCrowdTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_killed_in_the_middle_is_there_whole_or_not_at_all_on_SQLite()
    {
        await using var file = new SqliteFile();
        await using var outbox = new SqlOutbox(file.Source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        await KillAndCheckAsync(outbox, "sqlite:" + file.Path);
        Assert.Equal("ok", OutsideTool.Run("sqlite3", [file.Path, "PRAGMA integrity_check"]).Output.Trim());
    }

    [Fact]
    public async Task Callers_killed_in_the_middle_are_there_whole_or_not_at_all_on_PostgreSQL()
    {
        await using var schema = new PostgreSqlSchema();
        await using var outbox = new SqlOutbox(schema.Source, SqlDialect.PostgreSql);
        await outbox.MigrateAsync(Cancel);
        await KillAndCheckAsync(outbox, "postgres:" + schema.ConnectionString);
    }

    private static async Task KillAndCheckAsync(SqlOutbox outbox, string store)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var after in new[] { 1, 60, 200 }) await KillAfterAsync(store, after, told);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in outbox.Store.ReadAsync(new OutboxQuery { WithBytes = true }, Cancel))
        {
            Assert.Equal(entry.Hash, InvoiceHash.Of(entry.Bytes.Span));
            var chain = await outbox.Evidence.ReadAsync(EvidenceChains.Of(entry.Key), Cancel).ToListAsync(Cancel);
            Assert.Single(chain);
            Assert.Null(EvidenceChains.FirstBroken(chain));
            stored.Add(entry.Key.ToString());
        }
        Assert.Empty(told.Keys.Except(stored));
        foreach (var (key, hash) in told) Assert.Equal(hash, (await outbox.Store.FindAsync(InvoiceKey.TryParse(key, out var k) ? k : default, Cancel))!.Hash.ToString());
    }

    private static async Task KillAfterAsync(string store, int lines, Dictionary<string, string> told)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var chaos = Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Chaos", "bin", configuration, "net10.0", "Ksef.Offline.Chaos.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [chaos, "crowd", "--store", store]) { RedirectStandardOutput = true })!;
        for (var seen = 0; await process.StandardOutput.ReadLineAsync(Cancel) is { } line;)
        {
            // What it still managed to say after it was killed was said before.
            if (line.Split(' ') is ["stored", var key, var hash]) told.Add(key, hash);
            if (++seen == lines + 1) process.Kill();
        }
        await process.WaitForExitAsync(Cancel);
        Assert.NotEqual(0, process.ExitCode);
    }
}
