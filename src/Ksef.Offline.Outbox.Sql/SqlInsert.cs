namespace Ksef.Offline.Outbox.Sql;

/// <summary>One row to insert: a table, its columns, and for each the parameter (without <c>@</c>) that holds its value.</summary>
internal sealed record SqlInsert(string Table, IReadOnlyList<string> Columns, IReadOnlyList<string> Parameters)
{
    /// <summary><c>INSERT INTO table (columns) SELECT values</c>.</summary>
    public string Select => $"INSERT INTO {Table} ({string.Join(", ", Columns)}) SELECT {string.Join(", ", Parameters.Select(p => "@" + p))}";
}
