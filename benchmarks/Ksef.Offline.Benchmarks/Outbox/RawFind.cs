using System.Data.Common;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>The baseline of a look-up by key: one prepared statement on an open connection that returns every column and the bytes.</summary>
internal sealed class RawFind : IAsyncDisposable
{
    public const string Sql = "SELECT ksef_entry.*, ksef_body.bytes FROM ksef_entry LEFT JOIN ksef_body ON ksef_body.entry_key = ksef_entry.entry_key WHERE ksef_entry.entry_key = @entry_key";

    private readonly DbConnection _connection;
    private readonly DbCommand _command;
    private object[] _values = [];

    private RawFind(DbConnection connection, DbCommand command) => (_connection, _command) = (connection, command);

    public static async Task<RawFind> OpenAsync(BenchmarkDatabase database)
    {
        var connection = await database.Source.OpenConnectionAsync();
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("entry_key", "");
        command.Parameters.Add(parameter);
        await command.PrepareAsync();
        return new RawFind(connection, command);
    }

    public async Task<int> FindAsync(string key)
    {
        _command.Parameters[0].Value = key;
        await using var reader = await _command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidOperationException($"{key} is not there");
        if (_values.Length == 0) _values = new object[reader.FieldCount];
        reader.GetValues(_values);
        return ((byte[])_values[^1]).Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
