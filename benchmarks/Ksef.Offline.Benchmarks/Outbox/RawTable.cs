using System.Data;
using System.Data.Common;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>A table with one row that our code has written: what the baseline writes too, column by column. Read from the database, so that it follows the schema.</summary>
internal sealed record RawTable(string Name, string[] Columns, Type[] Types, object[] Values)
{
    public static async Task<RawTable> ReadAsync(DbConnection connection, string name)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {name} LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidOperationException($"{name} is empty");
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return new RawTable(name, [.. Enumerable.Range(0, values.Length).Select(reader.GetName)], [.. Enumerable.Range(0, values.Length).Select(reader.GetFieldType)], values);
    }

    public string Insert => $"INSERT INTO {Name} ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c))})";

    /// <summary>Gives the parameters of the insert to a command; the values are those of the row until they are set.</summary>
    public void AddParameters(DbParameterCollection parameters, Func<DbParameter> create)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = Columns[i];
            parameter.DbType = Types[i] == typeof(string) ? DbType.String : Types[i] == typeof(byte[]) ? DbType.Binary : DbType.Int64;
            parameter.Value = Values[i];
            parameters.Add(parameter);
        }
    }
}
