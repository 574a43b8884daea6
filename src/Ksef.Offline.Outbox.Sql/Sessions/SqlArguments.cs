using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>The typed parameters of one statement. Types are always named, so that a null can be prepared too.</summary>
internal sealed class SqlArguments
{
    private readonly List<(string Name, DbType Type, object? Value)> _values = [];

    public static SqlArguments None { get; } = new();

    public IEnumerable<string> Names => _values.Select(v => v.Name);

    public SqlArguments Text(string name, string? value) => Add(name, DbType.String, value);

    public SqlArguments Integer(string name, long? value) => Add(name, DbType.Int64, value);

    public SqlArguments Flag(string name, bool? value) => Add(name, DbType.Int64, value is null ? null : value.Value ? 1L : 0L);

    public SqlArguments Time(string name, Instant? value) => Add(name, DbType.Int64, value is { } v ? SqlTime.ToTicks(v) : null);

    public SqlArguments Date(string name, LocalDate? value) => Add(name, DbType.Int64, value is { } v ? SqlTime.ToNumber(v) : null);

    public SqlArguments Hash(string name, InvoiceHash? value) => Add(name, DbType.Binary, value?.ToByteArray());

    public SqlArguments Bytes(string name, ReadOnlyMemory<byte>? value) => Add(name, DbType.Binary, value is { } v ? Whole(v) : null);

    /// <summary>Leaves out what is null, for an insert in which a column left out is null as well; the bits of the mask say what has stayed. At most 64 values.</summary>
    public ulong LeaveOutNulls()
    {
        var (mask, bit) = (0UL, 1UL);
        foreach (var value in _values)
        {
            if (value.Value is not null) mask |= bit;
            bit <<= 1;
        }
        _values.RemoveAll(static v => v.Value is null);
        return mask;
    }

    /// <summary>Gives the values to a command, reusing its parameters when it has been here before.</summary>
    public void ApplyTo(DbCommand command)
    {
        if (command.Parameters.Count == _values.Count)
        {
            for (var i = 0; i < _values.Count; i++) command.Parameters[i].Value = _values[i].Value ?? DBNull.Value;
            return;
        }
        command.Parameters.Clear();
        foreach (var value in _values)
        {
            var parameter = command.CreateParameter();
            Fill(parameter, value);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Gives the values to one command of a batch.</summary>
    public void ApplyTo(DbBatchCommand command)
    {
        foreach (var value in _values)
        {
            var parameter = command.CreateParameter();
            Fill(parameter, value);
            command.Parameters.Add(parameter);
        }
    }

    private static void Fill(DbParameter parameter, (string Name, DbType Type, object? Value) value)
    {
        parameter.ParameterName = value.Name;
        parameter.DbType = value.Type;
        parameter.Value = value.Value ?? DBNull.Value;
    }

    private static byte[] Whole(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Array!.Length == segment.Count ? segment.Array : memory.ToArray();

    private SqlArguments Add(string name, DbType type, object? value)
    {
        _values.Add((name, type, value));
        return this;
    }
}
