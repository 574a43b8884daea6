namespace Ksef.Offline.Invoices.Model;

/// <summary>Converts <see cref="GoodsGroup"/> to and from the text of the schema (<c>GTU</c> and <c>GTUZ</c>).</summary>
public static class GoodsGroupText
{
    private static readonly string[] Texts =
    [
        "GTU_01", "GTU_02", "GTU_03", "GTU_04", "GTU_05", "GTU_06", "GTU_07", "GTU_08", "GTU_09", "GTU_10", "GTU_11", "GTU_12", "GTU_13",
    ];

    /// <summary>The text of the schema, for example <c>GTU_01</c>.</summary>
    /// <param name="value">The group of goods and services.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member of the enumeration.</exception>
    public static string ToSchemaText(this GoodsGroup value) =>
        (uint)value < (uint)Texts.Length ? Texts[(int)value] : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a group of goods and services.");

    /// <summary>Reads the text of the schema, exactly; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="value">The group of goods and services, or the first one.</param>
    public static bool TryParse(string? text, out GoodsGroup value)
    {
        var i = Array.IndexOf(Texts, text);
        value = i < 0 ? default : (GoodsGroup)i;
        return i >= 0;
    }

    internal static ReadOnlySpan<byte> ToUtf8(GoodsGroup value) => value switch
    {
        GoodsGroup.Gtu01 => "GTU_01"u8,
        GoodsGroup.Gtu02 => "GTU_02"u8,
        GoodsGroup.Gtu03 => "GTU_03"u8,
        GoodsGroup.Gtu04 => "GTU_04"u8,
        GoodsGroup.Gtu05 => "GTU_05"u8,
        GoodsGroup.Gtu06 => "GTU_06"u8,
        GoodsGroup.Gtu07 => "GTU_07"u8,
        GoodsGroup.Gtu08 => "GTU_08"u8,
        GoodsGroup.Gtu09 => "GTU_09"u8,
        GoodsGroup.Gtu10 => "GTU_10"u8,
        GoodsGroup.Gtu11 => "GTU_11"u8,
        GoodsGroup.Gtu12 => "GTU_12"u8,
        GoodsGroup.Gtu13 => "GTU_13"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a group of goods and services."),
    };

    internal static bool TryParse(ReadOnlySpan<byte> text, out GoodsGroup value)
    {
        for (var i = 0; i < Texts.Length; i++)
        {
            value = (GoodsGroup)i;
            if (text.SequenceEqual(ToUtf8(value))) return true;
        }
        value = default;
        return false;
    }
}
