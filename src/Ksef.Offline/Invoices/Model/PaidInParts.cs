namespace Ksef.Offline.Invoices.Model;

/// <summary>The invoice was paid in parts, wholly or not.</summary>
/// <remarks>FA(3): <c>ZnacznikZaplatyCzesciowej</c> with <c>ZaplataCzesciowa</c>. Immutable, thread-safe.</remarks>
/// <param name="IsComplete">True when the parts make up the whole (2), false when something is left (1) (FA(3): <c>ZnacznikZaplatyCzesciowej</c>).</param>
/// <param name="Payments">The payments, 1 to 100 (FA(3): <c>ZaplataCzesciowa</c>).</param>
public sealed record PaidInParts(bool IsComplete, EquatableList<PartialPayment> Payments) : PaymentStatus;
