using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>One of several payments that an advance invoice documents.</summary>
/// <remarks>FA(3): <c>ZaliczkaCzesciowa</c>. Immutable, thread-safe.</remarks>
public sealed record PartialAdvance
{
    /// <summary>The day the payment was received.</summary>
    /// <remarks>FA(3): <c>P_6Z</c>; from 2006-01-01 to 2050-01-01.</remarks>
    public required LocalDate ReceivedOn { get; init; }

    /// <summary>The payment, a part of the amount due.</summary>
    /// <remarks>FA(3): <c>P_15Z</c>; at most 16 digits before and 2 after the point.</remarks>
    public required decimal Amount { get; init; }

    /// <summary>Exchange rate used for the tax of this payment.</summary>
    /// <remarks>FA(3): <c>KursWalutyZW</c>; at most 16 digits before and 6 after the point.</remarks>
    public decimal? ExchangeRate { get; init; }
}
