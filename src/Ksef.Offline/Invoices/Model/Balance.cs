namespace Ksef.Offline.Invoices.Model;

/// <summary>What is left to pay, or overpaid, after charges and deductions.</summary>
/// <remarks>FA(3): <c>DoZaplaty</c> or <c>DoRozliczenia</c>. Immutable, thread-safe.</remarks>
/// <param name="Kind">Which of the two.</param>
/// <param name="Amount">The amount, at most 16 digits before and 2 after the point.</param>
public sealed record Balance(BalanceKind Kind, decimal Amount);
