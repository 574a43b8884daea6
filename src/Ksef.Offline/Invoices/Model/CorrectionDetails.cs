namespace Ksef.Offline.Invoices.Model;

/// <summary>What a correction corrects and why: the optional block after <c>RodzajFaktury</c>.</summary>
/// <remarks>
/// FA(3): the elements from <c>PrzyczynaKorekty</c> to <c>KursWalutyZK</c>; they stand in <c>Fa</c> without an element of their own. Immutable, thread-
/// safe.
/// </remarks>
public sealed record CorrectionDetails
{
    /// <summary>Why the invoice is corrected; voluntary.</summary>
    /// <remarks>FA(3): <c>PrzyczynaKorekty</c>; text of 1 to 256 characters.</remarks>
    public string? Reason { get; init; }

    /// <summary>In which period the correction has effect; voluntary.</summary>
    /// <remarks>FA(3): <c>TypKorekty</c>.</remarks>
    public CorrectionEffect? Effect { get; init; }

    /// <summary>The invoices that are corrected, at least one.</summary>
    /// <remarks>FA(3): <c>DaneFaKorygowanej</c>; at most 50000.</remarks>
    public EquatableList<CorrectedInvoice> CorrectedInvoices { get; init; }

    /// <summary>The period of a discount for all supplies of a period (art. 106j(3)).</summary>
    /// <remarks>FA(3): <c>OkresFaKorygowanej</c>; text of 1 to 256 characters.</remarks>
    public string? Period { get; init; }

    /// <summary>The right number of the corrected invoice, where the number itself was wrong.</summary>
    /// <remarks>FA(3): <c>NrFaKorygowany</c>; text of 1 to 256 characters.</remarks>
    public string? CorrectNumber { get; init; }

    /// <summary>The data of the seller as they stood on the corrected invoice.</summary>
    /// <remarks>FA(3): <c>Podmiot1K</c>.</remarks>
    public SellerBefore? SellerBefore { get; init; }

    /// <summary>The data of the buyer, or of additional buyers, as they stood on the corrected invoice.</summary>
    /// <remarks>FA(3): <c>Podmiot2K</c>; at most 101.</remarks>
    public EquatableList<BuyerBefore> BuyersBefore { get; init; }

    /// <summary>The amount before the correction of an advance or settlement invoice.</summary>
    /// <remarks>FA(3): <c>P_15ZK</c>.</remarks>
    public TotalBeforeCorrection? TotalBefore { get; init; }
}
