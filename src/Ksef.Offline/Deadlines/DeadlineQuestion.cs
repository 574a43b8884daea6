using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>What one asks of the engine: in which legal mode, with which date, and when exactly an invoice was issued.</summary>
/// <param name="Mode">The legal mode, recorded by the issuer: the API does not know it.</param>
/// <param name="IssueDate">The date of issue, a civil day in Europe/Warsaw (FA(3): <c>P_1</c>). Counting starts from it.</param>
/// <param name="IssuedAt">The instant of issue where it is known. It decides only which announcement covers the issue and what is already over then.</param>
public readonly record struct DeadlineQuestion(InvoicingMode Mode, LocalDate IssueDate, Instant? IssuedAt = null);
