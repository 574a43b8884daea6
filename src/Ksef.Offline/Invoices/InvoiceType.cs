namespace Ksef.Offline.Invoices;

/// <summary>The kind of an invoice (FA(3): <c>RodzajFaktury</c>, schema type <c>TRodzajFaktury</c>). With the seller's NIP and <c>P_2</c> it identifies an invoice in KSeF.</summary>
public enum InvoiceType
{
    /// <summary><c>VAT</c>: an ordinary invoice.</summary>
    Vat = 0,

    /// <summary><c>KOR</c>: a correcting invoice (<i>faktura korygująca</i>).</summary>
    Correction = 1,

    /// <summary><c>ZAL</c>: an advance invoice (<i>faktura zaliczkowa</i>).</summary>
    Advance = 2,

    /// <summary><c>ROZ</c>: an invoice that settles advances (<i>faktura rozliczeniowa</i>, art. 106f(3)).</summary>
    Settlement = 3,

    /// <summary><c>UPR</c>: a simplified invoice (<i>faktura uproszczona</i>, art. 106e(5)(3)).</summary>
    Simplified = 4,

    /// <summary><c>KOR_ZAL</c>: a correction of an advance invoice.</summary>
    AdvanceCorrection = 5,

    /// <summary><c>KOR_ROZ</c>: a correction of a settlement invoice.</summary>
    SettlementCorrection = 6,
}
