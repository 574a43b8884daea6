using Ksef.Offline.Outbox.Conformance;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

public sealed class SqliteOutboxStoreTests : OutboxStoreConformance
{
    private readonly SqliteFile _database = new();

    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, SqlDialect.Sqlite, cancellationToken);

    protected override ValueTask RemoveAsync() => _database.DisposeAsync();
}
