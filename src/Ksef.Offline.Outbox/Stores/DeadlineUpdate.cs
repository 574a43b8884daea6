using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>A recomputed deadline, written without a lease.</summary>
/// <param name="Key">The entry.</param>
/// <param name="Deadline">The new answer; ignored where the stored one rests on the same or a newer timeline version.</param>
/// <param name="Evidence">Records for the chain of the invoice; written only with the deadline.</param>
/// <param name="Notifications">What the application is to be told; written only with the deadline.</param>
public sealed record DeadlineUpdate(InvoiceKey Key, EntryDeadline Deadline, IReadOnlyList<EvidenceDraft> Evidence, IReadOnlyList<NotificationDraft> Notifications);
