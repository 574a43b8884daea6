namespace Ksef.Offline.Invoices;

/// <summary>Converts <see cref="InvoiceType"/> to and from the schema's text (<c>RodzajFaktury</c>).</summary>
public static class InvoiceTypeText
{
    private static readonly string[] Texts = ["VAT", "KOR", "ZAL", "ROZ", "UPR", "KOR_ZAL", "KOR_ROZ"];

    /// <summary>The text of the schema, for example <c>KOR_ZAL</c>.</summary>
    /// <param name="type">The kind of the invoice.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not a member of the enumeration.</exception>
    public static string ToSchemaText(this InvoiceType type) =>
        (uint)type < (uint)Texts.Length ? Texts[(int)type] : throw new ArgumentOutOfRangeException(nameof(type), type, "Not a kind of invoice.");

    /// <summary>Reads the text of the schema, exactly; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="type">The kind of the invoice, or <see cref="InvoiceType.Vat"/>.</param>
    public static bool TryParse(string? text, out InvoiceType type)
    {
        var i = Array.IndexOf(Texts, text);
        type = i < 0 ? InvoiceType.Vat : (InvoiceType)i;
        return i >= 0;
    }
}
