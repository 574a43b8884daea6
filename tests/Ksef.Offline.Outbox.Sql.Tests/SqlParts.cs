using System.Data.Common;
using Ksef.Offline.Outbox.Conformance;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>The parts of a SQL outbox, as the conformance suites want them.</summary>
internal static class SqlParts
{
    public static async Task<OutboxParts> OpenAsync(DbDataSource source, SqlDialect dialect, CancellationToken cancellationToken)
    {
        var outbox = new SqlOutbox(source, dialect);
        await outbox.MigrateAsync(cancellationToken);
        return new OutboxParts(outbox.Store, outbox.Evidence, outbox.Notifications, outbox.Register, outbox.Announcements)
        {
            OpenAgain = token => OpenAsync(source, dialect, token),
            Close = outbox.DisposeAsync,
        };
    }
}
