using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The database could not do what was asked. Every operation of the store may be repeated: what was done already is recognised.</summary>
public sealed class SqlStoreException : Exception
{
    /// <summary>Describes a trouble.</summary>
    /// <param name="trouble">What it means.</param>
    /// <param name="message">What was tried, what happened, what helps.</param>
    /// <param name="mayHaveCommitted">See <see cref="MayHaveCommitted"/>.</param>
    /// <param name="innerException">The error of the driver, or null.</param>
    public SqlStoreException(SqlTrouble trouble, string message, bool mayHaveCommitted = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Trouble = trouble;
        MayHaveCommitted = mayHaveCommitted;
    }

    /// <summary>What it means.</summary>
    public SqlTrouble Trouble { get; }

    /// <summary>True when the connection was lost during the commit: the change may or may not be there. Ask, or repeat the operation; both are safe.</summary>
    public bool MayHaveCommitted { get; }

    internal static SqlStoreException From(SqlDialect dialect, Exception exception, bool committing)
    {
        var trouble = exception is DbException db ? dialect.Classify(db) : SqlTrouble.ConnectionLost;
        // A server that says what went wrong has not committed; silence, or a proxy that speaks of its lost server (class 08), may mean either.
        var told = exception is DbException { SqlState: { Length: 5 } state } && !state.StartsWith("08", StringComparison.Ordinal);
        var doubtful = committing && !told && trouble is SqlTrouble.ConnectionLost or SqlTrouble.Other;
        var text = $"{dialect.Name}: {Describe(trouble, exception)} {(doubtful ? "It broke during the commit, which may have happened: ask, or repeat the operation." : "Nothing was changed.")} The driver says: {exception.Message}";
        return new SqlStoreException(trouble, text, doubtful, exception);
    }

    private static string Describe(SqlTrouble trouble, Exception exception) => trouble switch
    {
        SqlTrouble.Busy => "another process holds the database; let it finish, or raise the time-out of the connection.",
        SqlTrouble.Conflict => "transactions disturbed each other again and again; try later.",
        SqlTrouble.Duplicate => "a row with this key is already there.",
        SqlTrouble.ReadOnly => "the database may only be read; check the rights on the file and its folder, or whether the server is a standby.",
        SqlTrouble.Full => "there is no room left on the disk of the database; make room and repeat.",
        SqlTrouble.ConnectionLost => "the connection broke or could not be made.",
        SqlTrouble.Schema => "the tables are missing or not those of this version; run MigrateAsync first.",
        SqlTrouble.Damaged => "the database is damaged or is not a database; restore it from a backup.",
        SqlTrouble.Denied => "the database could not be opened, or the user lacks a right on it.",
        _ when exception is DbException { SqlState: "26000" or "42P05" } =>
            $"the session does not know what was prepared on it: a pooler gives each transaction another one. Use SqlDialect.{nameof(SqlDialect.PostgreSqlUnprepared)}, or let the pooler keep prepared statements.",
        _ => "the database refused.",
    };
}
