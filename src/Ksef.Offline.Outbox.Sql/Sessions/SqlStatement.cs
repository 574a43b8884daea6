using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>One statement with its values; once it has run, the number of rows that it changed. The rows that it returns, if any, go one by one to its reader.</summary>
internal sealed class SqlStatement(string text, SqlArguments arguments, Action<DbDataReader>? read = null)
{
    public string Text => text;

    public SqlArguments Arguments => arguments;

    public Action<DbDataReader>? Read => read;

    public int Changed { get; set; }
}
