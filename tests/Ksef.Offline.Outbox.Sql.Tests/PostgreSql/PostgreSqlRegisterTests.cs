using Ksef.Offline.Outbox.Conformance;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

public sealed class PostgreSqlRegisterTests : RegisterConformance
{
    private readonly PostgreSqlSchema _database = new();

    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, SqlDialect.PostgreSql, cancellationToken);

    protected override ValueTask RemoveAsync() => _database.DisposeAsync();
}
