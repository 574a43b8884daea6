using System.Data;
using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>What differs between databases: types, locks, the claim, the reading of errors. Two come with the package; write one for any other database.</summary>
/// <remarks>
/// <para>Everything else is common SQL: parameters are named <c>@name</c>, instants are 64-bit integers (ticks of 100 ns since 1970-01-01T00:00Z), truth values are 0 and 1, and no
/// statement asks the database for the time.</para>
/// <para>A custom dialect inherits from this class and is proved by <c>SqlDialectConformance</c> of Ksef.Offline.Outbox.Conformance.
/// Implementations hold no state and are thread-safe.</para>
/// </remarks>
public abstract class SqlDialect
{
    /// <summary>SQLite 3.35 or newer: one writer per process, <c>BEGIN IMMEDIATE</c>, write-ahead log, every commit on disk.</summary>
    public static SqlDialect Sqlite { get; } = new Dialects.SqliteDialect();

    /// <summary>PostgreSQL 13 or newer: many writers, <c>FOR UPDATE SKIP LOCKED</c>.</summary>
    public static SqlDialect PostgreSql { get; } = new Dialects.PostgreSqlDialect();

    /// <summary>PostgreSQL behind a pooler that gives each transaction another session (PgBouncer's <c>pool_mode = transaction</c> before 1.21, or without <c>max_prepared_statements</c>): nothing is prepared.</summary>
    public static SqlDialect PostgreSqlUnprepared { get; } = new Dialects.PostgreSqlDialect(prepares: false);

    /// <summary>A short name for messages, for example <c>SQLite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True where the database admits one writer at a time: the store then queues the writes of a process and commits those that wait in one go.</summary>
    public virtual bool OneWriter => false;

    /// <summary>True where a prepared command is worth keeping on its connection.</summary>
    public virtual bool PreparesCommands => true;

    /// <summary>The name of a column type, as it stands in <c>CREATE TABLE</c>.</summary>
    /// <param name="type">The type.</param>
    public abstract string TypeName(SqlColumnType type);

    /// <summary>Fits one statement of a migration to the database; it comes with the type names filled in. Unchanged by default.</summary>
    /// <param name="statement">One <c>CREATE TABLE</c>, <c>CREATE INDEX</c>, <c>ALTER TABLE</c> or <c>INSERT</c>, without the closing semicolon.</param>
    public virtual string Migration(string statement) => statement;

    /// <summary>An insert that leaves a row that is already there as it is, and then counts no row; never an error for a duplicate key.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns; each has a parameter of its own name.</param>
    /// <param name="condition">A condition, mostly on another table, without which nothing is inserted and no row counted; null for none.</param>
    public virtual string InsertUnlessPresent(string table, IReadOnlyList<string> columns, string? condition = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var values = string.Join(", ", columns.Select(c => "@" + c));
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) {(condition is null ? $"VALUES ({values})" : $"SELECT {values} WHERE {condition}")} ON CONFLICT DO NOTHING";
    }

    /// <summary>True where one statement can insert into several tables: all rows or none.</summary>
    internal virtual bool InsertsTogether => false;

    /// <summary>Takes the first rows in an order, changes them and returns them, in one statement; rows that another transaction is taking are passed over, never waited for.</summary>
    /// <param name="claim">The parts.</param>
    public abstract string Claim(SqlClaim claim);

    /// <summary>A query cut after as many rows as a parameter says.</summary>
    /// <param name="query">The query with its <c>ORDER BY</c>.</param>
    /// <param name="parameter">The name of the parameter without <c>@</c>.</param>
    public virtual string Limit(string query, string parameter) => $"{query} LIMIT @{parameter}";

    /// <summary>A query of one row whose row stays locked for others until the transaction ends. Unchanged where a transaction that writes is alone anyway.</summary>
    /// <param name="query">The query.</param>
    public virtual string ForUpdate(string query) => query;

    /// <summary>Makes a fresh connection fit for writing, for example with pragmas. Nothing by default.</summary>
    /// <param name="connection">Open, without a transaction.</param>
    /// <param name="cancellationToken">Cancels the preparing.</param>
    public virtual Task PrepareWriterAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sets what belongs to the database file or server once and for all, before the first migration. Nothing by default.</summary>
    /// <param name="connection">Open, without a transaction.</param>
    /// <param name="cancellationToken">Cancels the setting.</param>
    public virtual Task PrepareDatabaseAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins a transaction that is going to write. It must not be possible that it later fails because it has read before it wrote.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="cancellationToken">Cancels the beginning.</param>
    public virtual async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps other processes from migrating until the transaction ends. Nothing where the beginning of the transaction does that already.</summary>
    /// <param name="transaction">The transaction of the migration.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public virtual Task LockSchemaAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says what an error of the driver means.</summary>
    /// <param name="exception">The error.</param>
    public abstract SqlTrouble Classify(DbException exception);

    /// <summary>
    /// One statement that inserts a first row, unless it is there already or the condition does not hold, and only with it the others; it counts one row or none. Asked only where
    /// <see cref="InsertsTogether"/>.
    /// </summary>
    internal virtual string InsertTogether(SqlInsert first, string condition, IReadOnlyList<SqlInsert> others) => throw new NotSupportedException($"{Name} has no statement that inserts into several tables.");

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
