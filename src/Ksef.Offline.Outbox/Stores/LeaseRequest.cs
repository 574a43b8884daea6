using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>A request to work on entries for a while.</summary>
/// <param name="Taxpayer">Whose queue (<see cref="Sending.TaxpayerContext.Taxpayer"/>).</param>
/// <param name="Now">The caller's clock; the store has none.</param>
/// <param name="Duration">How long; greater than the longest attempt and the greatest clock skew together.</param>
/// <param name="Max">The greatest number of entries to lease; at least 1.</param>
/// <param name="Owner">The worker or person, for people to see; at most 200 characters.</param>
/// <param name="Keys">
/// Null: entries that are due for work (<see cref="States.OutboxState.Issued"/>, <see cref="States.OutboxState.Leased"/>, <see cref="States.OutboxState.Submitted"/>,
/// <see cref="States.OutboxState.Unknown"/>; next attempt not later than <paramref name="Now"/>; deadline kind not <see cref="Deadlines.DeadlineKind.NoObligation"/>), earliest
/// <see cref="Entries.EntryDeadline.WorkTo"/> first, then due date, then key text ordinally, those without a date last.
/// Not null: exactly these entries, in any state, whatever their next attempt and deadline: for operators. In both cases nothing that another holds a live lease on.
/// </param>
/// <param name="SettleOnly">True: only <see cref="States.OutboxState.Submitted"/> and <see cref="States.OutboxState.Unknown"/>, for hours in which nothing is sent. Without meaning where keys are given.</param>
public sealed record LeaseRequest(string Taxpayer, Instant Now, Duration Duration, int Max, string Owner, IReadOnlyList<InvoiceKey>? Keys = null, bool SettleOnly = false);
