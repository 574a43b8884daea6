using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

/// <summary>A SQLite database in a folder of its own, gone when disposed.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-offline-").FullName;

    public SqliteFile() => Source = Open();

    public string Path => System.IO.Path.Combine(_folder, "outbox.db");

    public DbDataSource Source { get; }

    public DbDataSource Open(string options = "") => SqliteFactory.Instance.CreateDataSource($"Data Source={Path};{options}");

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
