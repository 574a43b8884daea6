using System.Data.Common;
using System.Runtime.CompilerServices;
using Ksef.Offline.Outbox.Sql.Sessions;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>Reads the columns of a row from left to right.</summary>
internal ref struct RowReader(DbDataReader reader)
{
    private int _column;

    public string Text() => reader.GetString(_column++);

    public string? TextOrNull() => IsNull() ? null : Text();

    public long Number() => reader.GetInt64(_column++);

    public long? NumberOrNull() => IsNull() ? null : Number();

    public bool Flag() => Number() != 0;

    public bool? FlagOrNull() => IsNull() ? null : Flag();

    public Instant Time() => SqlTime.FromTicks(Number());

    public Instant? TimeOrNull() => IsNull() ? null : Time();

    public LocalDate Date() => SqlTime.FromNumber(Number());

    public LocalDate? DateOrNull() => IsNull() ? null : Date();

    public byte[] Bytes() => reader.GetFieldValue<byte[]>(_column++);

    public byte[]? BytesOrNull() => IsNull() ? null : Bytes();

    public InvoiceHash Hash() => InvoiceHash.FromBytes(Bytes());

    public InvoiceHash? HashOrNull() => IsNull() ? null : Hash();

    public KsefNumber? KsefNumberOrNull() => IsNull() ? null : KsefNumber.Parse(Text());

    public T Member<T>() where T : struct, Enum
    {
        var number = Number();
        // Every enum of the entry rests on int; the cast without a box matters, since five of them stand in each row.
        var small = (int)number;
        var value = Unsafe.As<int, T>(ref small);
        return small == number && Enum.IsDefined(value) ? value : throw new FormatException($"{typeof(T).Name} has no member {number}.");
    }

    /// <summary>Steps over columns that mean nothing without the one before.</summary>
    public void Skip(int columns) => _column += columns;

    // Steps over the column when it is null.
    private bool IsNull()
    {
        if (!reader.IsDBNull(_column)) return false;
        _column++;
        return true;
    }
}
