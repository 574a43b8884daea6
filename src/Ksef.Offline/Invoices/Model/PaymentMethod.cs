namespace Ksef.Offline.Invoices.Model;

/// <summary>How a payment is made.</summary>
/// <remarks>FA(3): <c>FormaPlatnosci</c>, type <c>TFormaPlatnosci</c>. The numbers are those of the schema.</remarks>
public enum PaymentMethod
{
    /// <summary>Cash (<i>gotówka</i>).</summary>
    Cash = 1,

    /// <summary>Card (<i>karta</i>).</summary>
    Card = 2,

    /// <summary>Voucher (<i>bon</i>).</summary>
    Voucher = 3,

    /// <summary>Cheque (<i>czek</i>).</summary>
    Cheque = 4,

    /// <summary>Credit (<i>kredyt</i>).</summary>
    Credit = 5,

    /// <summary>Bank transfer (<i>przelew</i>).</summary>
    Transfer = 6,

    /// <summary>Mobile payment (<i>mobilna</i>).</summary>
    Mobile = 7,
}
