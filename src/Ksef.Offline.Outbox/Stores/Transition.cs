using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>What changes about an entry, with the evidence and the notifications that belong to it: committed in one transaction or not at all.</summary>
/// <param name="After">
/// The entry after it. The store writes state, attempts, next attempt, submission, last sending, corrects, acceptance, refusal, note and mode; bytes, hash and issue date
/// only where the hash differs from the leased one; the deadline only where it differs from the leased one; never key, taxpayer, issued-at, reference, behind or delivery.
/// </param>
/// <param name="Evidence">Records for the chain of the invoice, in order.</param>
/// <param name="Notifications">What the application is to be told.</param>
/// <param name="KeepLease">True for a mark in the middle of an attempt; false gives the lease back.</param>
public sealed record Transition(OutboxEntry After, IReadOnlyList<EvidenceDraft> Evidence, IReadOnlyList<NotificationDraft> Notifications, bool KeepLease = false);
