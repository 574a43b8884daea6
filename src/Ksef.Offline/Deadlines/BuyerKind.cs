namespace Ksef.Offline.Deadlines;

/// <summary>Who buys, as far as it decides whether the buyer receives the invoice in KSeF (art. 106gb(4) of the VAT Act).</summary>
public enum BuyerKind
{
    /// <summary>A buyer who takes part in KSeF: identified by a Polish NIP on the invoice. He receives invoices in KSeF.</summary>
    DomesticWithNip = 0,

    /// <summary>A buyer without a seat or fixed establishment (<i>stałe miejsce prowadzenia działalności</i>) in Poland.</summary>
    Foreign = 1,

    /// <summary>A buyer whose fixed establishment in Poland takes no part in the purchase.</summary>
    EstablishmentNotTakingPart = 2,

    /// <summary>A small enterprise from another member state under the SME exemption (<i>procedura SME</i>).</summary>
    EuSmallEnterprise = 3,

    /// <summary>A buyer identified without a NIP on the invoice.</summary>
    WithoutNip = 4,

    /// <summary>A consumer (<i>osoba fizyczna nieprowadząca działalności</i>).</summary>
    Consumer = 5,
}
