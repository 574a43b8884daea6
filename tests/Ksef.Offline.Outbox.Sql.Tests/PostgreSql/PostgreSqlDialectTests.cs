using System.Data.Common;
using Ksef.Offline.Outbox.Conformance;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

#region readme-sql-proof
public sealed class PostgreSqlDialectTests : SqlDialectConformance
{
    private readonly PostgreSqlSchema _database = new();

    protected override SqlDialect Dialect => SqlDialect.PostgreSql;

    protected override Task<DbDataSource> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_database.Source);

    protected override ValueTask RemoveAsync() => _database.DisposeAsync();
}
#endregion
