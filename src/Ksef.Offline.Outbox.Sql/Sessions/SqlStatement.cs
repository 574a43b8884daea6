namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>One statement with its values.</summary>
internal readonly record struct SqlStatement(string Text, SqlArguments Arguments);
