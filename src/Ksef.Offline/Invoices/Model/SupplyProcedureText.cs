namespace Ksef.Offline.Invoices.Model;

/// <summary>
/// Converts <see cref="SupplyProcedure"/> to and from the text of the schema (<c>Procedura</c> (type <c>TOznaczenieProcedury</c>) and <c>ProceduraZ</c>
/// (type <c>TOznaczenieProceduryZ</c>)).
/// </summary>
public static class SupplyProcedureText
{
    private static readonly string[] Texts = ["WSTO_EE", "IED", "TT_D", "I_42", "I_63", "B_SPV", "B_SPV_DOSTAWA", "B_MPV_PROWIZJA"];

    /// <summary>The text of the schema, for example <c>WSTO_EE</c>.</summary>
    /// <param name="value">The procedure.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a member of the enumeration.</exception>
    public static string ToSchemaText(this SupplyProcedure value) =>
        (uint)value < (uint)Texts.Length ? Texts[(int)value] : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a procedure.");

    /// <summary>Reads the text of the schema, exactly; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="value">The procedure, or the first one.</param>
    public static bool TryParse(string? text, out SupplyProcedure value)
    {
        var i = Array.IndexOf(Texts, text);
        value = i < 0 ? default : (SupplyProcedure)i;
        return i >= 0;
    }

    internal static ReadOnlySpan<byte> ToUtf8(SupplyProcedure value) => value switch
    {
        SupplyProcedure.DistanceSales => "WSTO_EE"u8,
        SupplyProcedure.ElectronicInterface => "IED"u8,
        SupplyProcedure.Triangular => "TT_D"u8,
        SupplyProcedure.ImportProcedure42 => "I_42"u8,
        SupplyProcedure.ImportProcedure63 => "I_63"u8,
        SupplyProcedure.SinglePurposeVoucher => "B_SPV"u8,
        SupplyProcedure.SinglePurposeVoucherSupply => "B_SPV_DOSTAWA"u8,
        SupplyProcedure.MultiPurposeVoucherCommission => "B_MPV_PROWIZJA"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a procedure."),
    };

    internal static bool TryParse(ReadOnlySpan<byte> text, out SupplyProcedure value)
    {
        for (var i = 0; i < Texts.Length; i++)
        {
            value = (SupplyProcedure)i;
            if (text.SequenceEqual(ToUtf8(value))) return true;
        }
        value = default;
        return false;
    }
}
