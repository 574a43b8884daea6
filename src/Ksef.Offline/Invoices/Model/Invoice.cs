namespace Ksef.Offline.Invoices.Model;

/// <summary>One FA(3) document, whole: what a file of schema FA (3) 1-0E says.</summary>
/// <remarks>FA(3): <c>Faktura</c>. Two invoices are equal when every value is. Immutable, thread-safe.</remarks>
public sealed record Invoice
{
    /// <summary>When and by which system the file was made.</summary>
    /// <remarks>FA(3): <c>Naglowek</c>.</remarks>
    public required FileHeader Header { get; init; }

    /// <summary>The taxpayer who sells.</summary>
    /// <remarks>FA(3): <c>Podmiot1</c>.</remarks>
    public required Seller Seller { get; init; }

    /// <summary>The buyer.</summary>
    /// <remarks>FA(3): <c>Podmiot2</c>.</remarks>
    public required Buyer Buyer { get; init; }

    /// <summary>Everyone else on the invoice: recipient, factor, additional buyer, local-government unit, VAT-group member.</summary>
    /// <remarks>FA(3): <c>Podmiot3</c>; at most 100.</remarks>
    public EquatableList<ThirdParty> ThirdParties { get; init; }

    /// <summary>Enforcement authority, bailiff or tax representative who issues for the seller.</summary>
    /// <remarks>FA(3): <c>PodmiotUpowazniony</c>.</remarks>
    public AuthorizedEntity? AuthorizedEntity { get; init; }

    /// <summary>The invoice proper.</summary>
    /// <remarks>FA(3): <c>Fa</c>.</remarks>
    public required InvoiceBody Body { get; init; }

    /// <summary>Texts and register numbers at the foot.</summary>
    /// <remarks>FA(3): <c>Stopka</c>.</remarks>
    public Footer? Footer { get; init; }

    /// <summary>Structured attachment; such a file can only be sent in a batch session.</summary>
    /// <remarks>FA(3): <c>Zalacznik</c>.</remarks>
    public Attachment? Attachment { get; init; }
}
