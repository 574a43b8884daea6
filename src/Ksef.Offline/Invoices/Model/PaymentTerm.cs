using System.Numerics;

namespace Ksef.Offline.Invoices.Model;

/// <summary>A time of payment counted from an event, for example 14 days from the receipt of the goods.</summary>
/// <remarks>FA(3): <c>TerminOpis</c>. Immutable, thread-safe.</remarks>
public sealed record PaymentTerm
{
    /// <summary>How many units of time.</summary>
    /// <remarks>FA(3): <c>Ilosc</c>.</remarks>
    public required BigInteger Count { get; init; }

    /// <summary>The unit of time, for example <i>dni</i>.</summary>
    /// <remarks>FA(3): <c>Jednostka</c>; text of 1 to 50 characters.</remarks>
    public required string Unit { get; init; }

    /// <summary>The event from which it counts.</summary>
    /// <remarks>FA(3): <c>ZdarzeniePoczatkowe</c>; text of 1 to 256 characters.</remarks>
    public required string Event { get; init; }
}
