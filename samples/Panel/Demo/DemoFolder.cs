using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using NodaTime.Extensions;

namespace Panel.Demo;

/// <summary>A temporary folder with a demonstration outbox; gone when the panel ends.</summary>
internal sealed class DemoFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ksef-offline-panel-");

    private DemoFolder()
    {
    }

    /// <summary>What <c>--db</c> would say.</summary>
    public string Db => "sqlite:" + File;

    private string File => Path.Combine(_folder.FullName, "outbox.db");

    public static async Task<DemoFolder> CreateAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var demo = new DemoFolder();
        SQLitePCL.Batteries_V2.Init();
        await using var source = SqliteFactory.Instance.CreateDataSource($"Data Source={demo.File}");
        await using var outbox = new SqlOutbox(source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(cancellationToken);
        await new DemoStory(outbox, time.GetUtcNow().ToInstant()).TellAsync(cancellationToken);
        return demo;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A reader still has it open; the system clears its temporary folder in its own time.
        }
        return ValueTask.CompletedTask;
    }
}
