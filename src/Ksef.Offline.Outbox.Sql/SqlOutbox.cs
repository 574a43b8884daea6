using System.Data.Common;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>An outbox in a SQL database, for any number of workers and processes: entries, evidence, notifications, register, announcements and the shared send budget.</summary>
/// <remarks>
/// <para>The application brings the data source: driver, version and connection string are its own, and it disposes of it. Make one outbox for each database and keep it; all parts share the
/// one writer that SQLite admits in a process.</para>
/// <para>Call <see cref="MigrateAsync"/> at every start. Thread-safe.</para>
/// </remarks>
public sealed class SqlOutbox : IAsyncDisposable
{
    private readonly SqlDatabase _database;

    /// <summary>Joins a data source and a dialect; nothing is opened yet.</summary>
    /// <param name="source">Where connections come from; for SQLite a file, not <c>:memory:</c>, since several connections must see the same.</param>
    /// <param name="dialect">What kind of database it is, for example <see cref="SqlDialect.Sqlite"/>.</param>
    /// <param name="clockTolerance">How far a caller's clock may lie behind the greatest instant that the database has seen; one minute by default.</param>
    public SqlOutbox(DbDataSource source, SqlDialect dialect, Duration? clockTolerance = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(dialect);
        var tolerance = clockTolerance ?? Duration.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerance, Duration.Zero, nameof(clockTolerance));
        _database = new SqlDatabase(source, dialect);
        var clock = new ClockRow(tolerance);
        Store = new SqlOutboxStore(_database, clock);
        Evidence = new SqlEvidenceLog(_database);
        Notifications = new SqlNotificationFeed(_database, clock);
        Register = new SqlRegister(_database);
        Announcements = new SqlAnnouncementStore(_database);
        Budget = new SqlSendBudget(_database);
        Maintenance = new SqlMaintenance(_database);
    }

    /// <summary>What kind of database it is.</summary>
    public SqlDialect Dialect => _database.Dialect;

    /// <summary>The entries.</summary>
    public SqlOutboxStore Store { get; }

    /// <summary>The evidence.</summary>
    public SqlEvidenceLog Evidence { get; }

    /// <summary>The notifications.</summary>
    public SqlNotificationFeed Notifications { get; }

    /// <summary>The documents of a total failure.</summary>
    public SqlRegister Register { get; }

    /// <summary>The announcements.</summary>
    public SqlAnnouncementStore Announcements { get; }

    /// <summary>The allowance of calls, shared by all processes on this database.</summary>
    public SqlSendBudget Budget { get; }

    /// <summary>Retention, clock and what to do after a backup was restored.</summary>
    public SqlMaintenance Maintenance { get; }

    /// <summary>Makes the tables or brings them up to this version. Safe to call at every start, by several processes at once: the others wait for the first.</summary>
    /// <param name="cancellationToken">Cancels; what was not finished is rolled back.</param>
    /// <returns>The version of the schema, from 1.</returns>
    /// <exception cref="SqlStoreException">The database cannot be written, or its schema is of a newer version that this one must not touch.</exception>
    public Task<int> MigrateAsync(CancellationToken cancellationToken = default) => _database.MigrateAsync(cancellationToken);

    /// <summary>Waits for what is being written and closes the connections that it keeps; the data source stays open.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
