using Ksef.Offline.Outbox.Conformance;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

public sealed class PostgreSqlSendBudgetTests : SendBudgetConformance
{
    private readonly PostgreSqlSchema _database = new();
    private SqlOutbox? _outbox;

    protected override async Task<ISendBudget> OpenBudgetAsync(CancellationToken cancellationToken)
    {
        _outbox = new SqlOutbox(_database.Source, SqlDialect.PostgreSql);
        await _outbox.MigrateAsync(cancellationToken);
        return _outbox.Budget;
    }

    protected override async ValueTask RemoveAsync()
    {
        if (_outbox is not null) await _outbox.DisposeAsync();
        await _database.DisposeAsync();
    }
}
