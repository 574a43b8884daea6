using System.Data.Common;
using Ksef.Offline.Outbox.Conformance;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

public sealed class SqliteDialectTests : SqlDialectConformance
{
    private readonly SqliteFile _database = new();

    protected override SqlDialect Dialect => SqlDialect.Sqlite;

    protected override Task<DbDataSource> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_database.Source);

    protected override ValueTask RemoveAsync() => _database.DisposeAsync();
}
