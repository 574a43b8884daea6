namespace Ksef.Offline.Invoices.Model;

/// <summary>Converts <see cref="VatRate"/> to and from the text of the schema (<c>P_12</c> and <c>P_12Z</c>).</summary>
public static class VatRateText
{
    private static readonly string[] Texts = ["23", "22", "8", "7", "5", "4", "3", "0 KR", "0 WDT", "0 EX", "zw", "oo", "np I", "np II"];

    /// <summary>The text of the schema, for example <c>23</c>.</summary>
    /// <param name="value">The VAT rate.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member of the enumeration.</exception>
    public static string ToSchemaText(this VatRate value) =>
        (uint)value < (uint)Texts.Length ? Texts[(int)value] : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a VAT rate.");

    /// <summary>Reads the text of the schema, exactly; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="value">The VAT rate, or the first one.</param>
    public static bool TryParse(string? text, out VatRate value)
    {
        var i = Array.IndexOf(Texts, text);
        value = i < 0 ? default : (VatRate)i;
        return i >= 0;
    }

    internal static ReadOnlySpan<byte> ToUtf8(VatRate value) => value switch
    {
        VatRate.Standard23 => "23"u8,
        VatRate.Standard22 => "22"u8,
        VatRate.Reduced8 => "8"u8,
        VatRate.Reduced7 => "7"u8,
        VatRate.Reduced5 => "5"u8,
        VatRate.Taxi4 => "4"u8,
        VatRate.Taxi3 => "3"u8,
        VatRate.ZeroDomestic => "0 KR"u8,
        VatRate.ZeroIntraEu => "0 WDT"u8,
        VatRate.ZeroExport => "0 EX"u8,
        VatRate.Exempt => "zw"u8,
        VatRate.ReverseCharge => "oo"u8,
        VatRate.OutsidePoland => "np I"u8,
        VatRate.EuServices => "np II"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a VAT rate."),
    };

    internal static bool TryParse(ReadOnlySpan<byte> text, out VatRate value)
    {
        for (var i = 0; i < Texts.Length; i++)
        {
            value = (VatRate)i;
            if (text.SequenceEqual(ToUtf8(value))) return true;
        }
        value = default;
        return false;
    }
}
