
namespace Ksef.Offline.Deadlines;

/// <summary>What may be handed to this buyer now (<i>udostępnienie faktury poza KSeF</i>): the matrix of mode, buyer, place of supply and number.</summary>
/// <remarks>Source: arts. 106gb(4), 106na(3)-(4), 106nda(3) and (11), 106nf(10), 106ng, 106nha; the Ministry's table of modes. Pure, thread-safe.</remarks>
public static class HandOverRules
{
    /// <summary>Answers for an invoice in a known legal state; <see cref="LegalStates"/> finds the state from the announcements.</summary>
    /// <param name="state">What the invoice is under the Act now.</param>
    /// <param name="buyer">Who buys.</param>
    /// <param name="placeOfSupply">Where the supply is taxed.</param>
    /// <param name="number">The KSeF number; null while there is none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="buyer"/> or <paramref name="placeOfSupply"/> is not a member of its enumeration.</exception>
    public static HandOver For(in LegalState state, BuyerKind buyer, PlaceOfSupply placeOfSupply, KsefNumber? number)
    {
        if (!Enum.IsDefined(buyer)) throw new ArgumentOutOfRangeException(nameof(buyer), buyer, "Not a kind of buyer.");
        if (!Enum.IsDefined(placeOfSupply)) throw new ArgumentOutOfRangeException(nameof(placeOfSupply), placeOfSupply, "Not a place of supply.");
        var outside = buyer != BuyerKind.DomesticWithNip || placeOfSupply == PlaceOfSupply.Abroad;
        var like106nf = state.Mode == InvoicingMode.Emergency || (state.Mode == InvoicingMode.Offline24 && state.IsOvertakenByFailure);
        var receipt = outside ? ReceiptRule.ActualReceipt : like106nf ? ReceiptRule.ActualReceiptOrNumberDate : ReceiptRule.NumberDate;
        if (number is { } known) return WithNumber(known, outside, receipt);
        if (state.Mode == InvoicingMode.TotalFailure) return InTotalFailure(state.IsDeclaredModeValid);
        if (state.IsFreedByTotalFailure)
        {
            return Invoice(ReceiptRule.ActualReceipt, state.Mode switch { InvoicingMode.Unavailability => "106nh(3)(2)", InvoicingMode.Emergency => "106nf(7)", _ => "106nha" },
                "A total failure freed the invoice: it never gets a number, so the buyer receives it outside KSeF, once a person has confirmed the notice.",
                "Awaria całkowita zwolniła fakturę z przesłania: nie otrzyma numeru, więc nabywca otrzymuje ją poza KSeF, po potwierdzeniu komunikatu przez człowieka.");
        }
        if (like106nf)
        {
            return Invoice(receipt, state.Mode == InvoicingMode.Emergency ? "106nf(10)" : "106nha with 106nf(7)-(11)",
                "During and after an announced failure every buyer may be given the invoice itself outside KSeF, with both codes.",
                "W czasie ogłoszonej awarii i po niej każdemu nabywcy można wydać samą fakturę poza KSeF, z oboma kodami.");
        }
        if (outside)
        {
            return Invoice(receipt, "106gb(4)",
                "This buyer receives the invoice outside KSeF; without a number it carries both codes.",
                "Ten nabywca otrzymuje fakturę poza KSeF; bez numeru niesie ona oba kody.");
        }
        return new HandOver
        {
            Document = HandOverDocument.TransactionConfirmation,
            Codes = HandOverCodes.CodeIAndCodeII,
            CodeILabel = HandOver.OfflineLabel,
            IsDeliveredOutsideKsef = false,
            Receipt = receipt,
            Basis = state.Mode switch { InvoicingMode.Online => "106na(3)", InvoicingMode.Unavailability => "106nh, Ministry's table of modes", _ => "106nda(3)" },
            Reason = "This buyer receives the invoice in KSeF only; before the number he may be given a confirmation of the transaction, which is not an invoice.",
            ReasonPl = "Ten nabywca otrzymuje fakturę wyłącznie w KSeF; przed nadaniem numeru można mu wydać potwierdzenie transakcji, które nie jest fakturą.",
        };
    }

    private static HandOver WithNumber(KsefNumber number, bool outside, ReceiptRule receipt) => new()
    {
        Document = HandOverDocument.Invoice,
        Codes = HandOverCodes.CodeI,
        CodeILabel = number.ToString(),
        IsDeliveredOutsideKsef = outside,
        Receipt = receipt,
        Basis = outside ? "106gb(4)" : "106gb(1)",
        Reason = "The invoice has its number: what is shown outside KSeF carries KOD I with the number, and nothing else.",
        ReasonPl = "Faktura ma numer: to, co okazuje się poza KSeF, niesie KOD I z numerem i nic więcej.",
    };

    private static HandOver InTotalFailure(bool valid) => new()
    {
        Document = valid ? HandOverDocument.Invoice : HandOverDocument.Nothing,
        Codes = HandOverCodes.None,
        IsDeliveredOutsideKsef = true,
        Receipt = ReceiptRule.ActualReceipt,
        Basis = "106ng",
        Reason = valid ? "Issued in a total failure: on paper or in any electronic form, without codes." : "No total failure covers the issue: nothing may be handed over until a person has decided.",
        ReasonPl = valid ? "Wystawiona w czasie awarii całkowitej: na papierze lub w dowolnej postaci elektronicznej, bez kodów." : "Żadna awaria całkowita nie obejmuje wystawienia: do decyzji człowieka nie wolno nic wydać.",
    };

    private static HandOver Invoice(ReceiptRule receipt, string basis, string reason, string reasonPl) => new()
    {
        Document = HandOverDocument.Invoice,
        Codes = HandOverCodes.CodeIAndCodeII,
        CodeILabel = HandOver.OfflineLabel,
        IsDeliveredOutsideKsef = true,
        Receipt = receipt,
        Basis = basis,
        Reason = reason,
        ReasonPl = reasonPl,
    };
}
