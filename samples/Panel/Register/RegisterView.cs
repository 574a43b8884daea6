using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Registers;
using NodaTime;

namespace Panel.Register;

/// <summary>A page of the register, or what a search found.</summary>
/// <param name="Asked">What was searched; null for a page of everything.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Outside">Documents of a total failure; on the first page alone.</param>
/// <param name="Next">The key after which the next page begins; null on the last.</param>
/// <param name="From">Issued from this day on, or null.</param>
/// <param name="To">Issued until this day, or null.</param>
public sealed record RegisterView(string? Asked, IReadOnlyList<RegisterRow> Rows, IReadOnlyList<OutsideDocument> Outside, InvoiceKey? Next, LocalDate? From, LocalDate? To);
