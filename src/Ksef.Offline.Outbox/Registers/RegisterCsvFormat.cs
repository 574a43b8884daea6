namespace Ksef.Offline.Outbox.Registers;

/// <summary>How a register is written as CSV.</summary>
/// <param name="Separator">What stands between the cells.</param>
/// <param name="ByteOrderMark">Whether the text begins with U+FEFF, by which a spreadsheet knows UTF-8.</param>
public sealed record RegisterCsvFormat(char Separator, bool ByteOrderMark)
{
    /// <summary>RFC 4180: commas, no mark. What programs read.</summary>
    public static RegisterCsvFormat Rfc4180 { get; } = new(',', false);

    /// <summary>What a Polish Excel opens with a double click: semicolons (the comma is its decimal sign) and a byte order mark.</summary>
    public static RegisterCsvFormat PolishExcel { get; } = new(';', true);
}
