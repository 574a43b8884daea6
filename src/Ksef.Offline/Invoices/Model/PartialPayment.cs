using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>One partial payment.</summary>
/// <remarks>FA(3): <c>ZaplataCzesciowa</c>. Immutable, thread-safe.</remarks>
public sealed record PartialPayment
{
    /// <summary>The payment.</summary>
    /// <remarks>FA(3): <c>KwotaZaplatyCzesciowej</c>; at most 16 digits before and 2 after the point.</remarks>
    public required decimal Amount { get; init; }

    /// <summary>The day it was made.</summary>
    /// <remarks>FA(3): <c>DataZaplatyCzesciowej</c>; from 2016-07-01 to 2050-01-01.</remarks>
    public required LocalDate PaidOn { get; init; }

    /// <summary>How it was made: a code, or another way in words.</summary>
    /// <remarks>FA(3): <c>FormaPlatnosci</c>, or <c>PlatnoscInna</c> with <c>OpisPlatnosci</c> (text of 1 to 256 characters).</remarks>
    public CodeOrDescription<PaymentMethod>? Method { get; init; }
}
