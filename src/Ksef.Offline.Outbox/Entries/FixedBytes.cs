using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>Bytes that an entry is given later than at enqueue: a technical correction, or a correcting invoice whose original got its number.</summary>
/// <param name="Bytes">The file exactly as issued.</param>
/// <param name="Hash">SHA-256 of <paramref name="Bytes"/>.</param>
/// <param name="IssueDate">FA(3): <c>P_1</c>.</param>
public sealed record FixedBytes(ReadOnlyMemory<byte> Bytes, InvoiceHash Hash, LocalDate IssueDate);
