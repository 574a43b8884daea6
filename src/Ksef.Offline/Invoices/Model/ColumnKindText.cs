namespace Ksef.Offline.Invoices.Model;

/// <summary>Converts <see cref="ColumnKind"/> to and from the text of the schema (<c>Kol/@Typ</c>).</summary>
public static class ColumnKindText
{
    private static readonly string[] Texts = ["txt", "int", "dec", "date", "datetime", "time"];

    /// <summary>The text of the schema, for example <c>txt</c>.</summary>
    /// <param name="value">The kind of column.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member of the enumeration.</exception>
    public static string ToSchemaText(this ColumnKind value) =>
        (uint)value < (uint)Texts.Length ? Texts[(int)value] : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a kind of column.");

    /// <summary>Reads the text of the schema, exactly; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="value">The kind of column, or the first one.</param>
    public static bool TryParse(string? text, out ColumnKind value)
    {
        var i = Array.IndexOf(Texts, text);
        value = i < 0 ? default : (ColumnKind)i;
        return i >= 0;
    }

    internal static ReadOnlySpan<byte> ToUtf8(ColumnKind value) => value switch
    {
        ColumnKind.Text => "txt"u8,
        ColumnKind.WholeNumber => "int"u8,
        ColumnKind.Number => "dec"u8,
        ColumnKind.Date => "date"u8,
        ColumnKind.DateTime => "datetime"u8,
        ColumnKind.Time => "time"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a kind of column."),
    };

    internal static bool TryParse(ReadOnlySpan<byte> text, out ColumnKind value)
    {
        for (var i = 0; i < Texts.Length; i++)
        {
            value = (ColumnKind)i;
            if (text.SequenceEqual(ToUtf8(value))) return true;
        }
        value = default;
        return false;
    }
}
