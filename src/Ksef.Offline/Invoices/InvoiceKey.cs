namespace Ksef.Offline.Invoices;

/// <summary>What makes an invoice unique in KSeF for ten full years: the seller's NIP, <c>RodzajFaktury</c> and <c>P_2</c>. The date is not part of it.</summary>
/// <remarks>Compared ordinally. Source: API documentation, invoice verification, detection of duplicates. Immutable, thread-safe.</remarks>
/// <param name="SellerNip">The seller's NIP (FA(3): <c>Podmiot1/DaneIdentyfikacyjne/NIP</c>).</param>
/// <param name="Type">The kind of the invoice (FA(3): <c>RodzajFaktury</c>).</param>
/// <param name="Number">The seller's own number of the invoice (FA(3): <c>P_2</c>), never the KSeF number.</param>
public readonly record struct InvoiceKey(Nip SellerNip, InvoiceType Type, string Number)
{
    /// <summary>The key as one text: NIP, kind and number with <c>/</c> between, for example <c>5261040828/VAT/FV/1/2026</c>.</summary>
    public override string ToString() => $"{SellerNip}/{Type.ToSchemaText()}/{Number}";

    /// <summary>Reads the text of <see cref="ToString"/>; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="key">The key, or <c>default</c>.</param>
    public static bool TryParse(string? text, out InvoiceKey key)
    {
        key = default;
        if (text is null || text.Length < 13 || text[10] != '/' || !Nip.TryParse(text[..10], out var nip)) return false;
        var slash = text.IndexOf('/', 11);
        if (slash < 0 || slash == text.Length - 1 || !InvoiceTypeText.TryParse(text[11..slash], out var type)) return false;
        key = new InvoiceKey(nip, type, text[(slash + 1)..]);
        return true;
    }
}
