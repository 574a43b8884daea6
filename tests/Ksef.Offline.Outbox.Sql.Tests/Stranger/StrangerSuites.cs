using System.Data.Common;
using Ksef.Offline.Outbox.Conformance;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

namespace Ksef.Offline.Outbox.Sql.Tests.Stranger;

/// <summary>All suites over a dialect that is not ours; also the proof that a database with many writers needs no statement that only ours has.</summary>
public static class StrangerSuites
{
    private static readonly StrangerDialect Stranger = new();

    public sealed class StrangerDialectTests : SqlDialectConformance
    {
        private readonly PostgreSqlSchema _database = new();

        protected override SqlDialect Dialect => Stranger;

        protected override Task<DbDataSource> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_database.Source);

        protected override ValueTask RemoveAsync() => _database.DisposeAsync();
    }

    public sealed class StrangerOutboxStoreTests : OutboxStoreConformance
    {
        private readonly PostgreSqlSchema _database = new();

        protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, Stranger, cancellationToken);

        protected override ValueTask RemoveAsync() => _database.DisposeAsync();
    }

    public sealed class StrangerEvidenceLogTests : EvidenceLogConformance
    {
        private readonly PostgreSqlSchema _database = new();

        protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, Stranger, cancellationToken);

        protected override ValueTask RemoveAsync() => _database.DisposeAsync();
    }

    public sealed class StrangerRegisterTests : RegisterConformance
    {
        private readonly PostgreSqlSchema _database = new();

        protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, Stranger, cancellationToken);

        protected override ValueTask RemoveAsync() => _database.DisposeAsync();
    }

    public sealed class StrangerNotificationFeedTests : NotificationFeedConformance
    {
        private readonly PostgreSqlSchema _database = new();

        protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, Stranger, cancellationToken);

        protected override ValueTask RemoveAsync() => _database.DisposeAsync();
    }

    public sealed class StrangerAnnouncementStoreTests : AnnouncementStoreConformance
    {
        private readonly PostgreSqlSchema _database = new();

        protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => SqlParts.OpenAsync(_database.Source, Stranger, cancellationToken);

        protected override ValueTask RemoveAsync() => _database.DisposeAsync();
    }

    public sealed class StrangerSendBudgetTests : SendBudgetConformance
    {
        private readonly PostgreSqlSchema _database = new();
        private SqlOutbox? _outbox;

        protected override async Task<ISendBudget> OpenBudgetAsync(CancellationToken cancellationToken)
        {
            _outbox = new SqlOutbox(_database.Source, Stranger);
            await _outbox.MigrateAsync(cancellationToken);
            return _outbox.Budget;
        }

        protected override async ValueTask RemoveAsync()
        {
            if (_outbox is not null) await _outbox.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    public sealed class StrangerMaintenanceTests : MaintenanceTests
    {
        private readonly PostgreSqlSchema _schema = new();

        protected override DbDataSource Source => _schema.Source;

        protected override SqlDialect Dialect => Stranger;

        protected override ValueTask RemoveAsync() => _schema.DisposeAsync();
    }
}
