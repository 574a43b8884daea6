using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.States;

public sealed class EntryTransitionsTests
{
    private static readonly Instant At = SampleEntries.Noon;

    [Fact]
    public void Random_events_keep_the_laws_of_an_entry() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var entry = SampleEntries.Entry(1, numbers.Length % 3 == 0 ? OutboxState.Blocked : OutboxState.Issued);
            foreach (var number in numbers)
            {
                var happened = Event(entry, (uint)number);
                var kind = EntryTransitions.KindOf(entry, happened);
                if (!EntryTransitions.TryApply(entry, happened, out var transition, out var refusal))
                {
                    Assert.StartsWith("KO500", refusal.Code, StringComparison.Ordinal);
                    continue;
                }
                var after = transition.After;
                Assert.Equal(kind is null ? entry.State : OutboxStateMachine.Next(entry.State, kind.Value), after.State);
                Assert.True(after.Hash == entry.Hash || happened is OutboxEvent.CorrectionSupplied or OutboxEvent.OriginalNumbered);
                Assert.Equal(InvoiceHash.Of(after.Bytes.Span), after.Hash);
                Assert.True(entry.Acceptance is null || after.Acceptance!.Number == entry.Acceptance.Number);
                Assert.Equal(after.State == OutboxState.Accepted, after.Acceptance is not null);
                if (happened is not (OutboxEvent.LeaseTaken or OutboxEvent.LeaseEnded)) Assert.True(transition.Evidence.Count > 0 || after.State == OutboxState.Accepted);
                entry = after;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_mark_before_sending_leaves_the_entry_unknown_with_its_moment_and_counts_the_attempt()
    {
        var leased = SampleEntries.Entry(1, OutboxState.Leased);
        var transition = EntryTransitions.Apply(leased, Mark(AttemptStep.Sending, new SubmissionReference("S1", null)));
        Assert.Equal((OutboxState.Unknown, 1, At), (transition.After.State, transition.After.Attempts, transition.After.LastSendingAt!.Value));
        Assert.True(transition.KeepLease);
        Assert.Equal(EvidenceKind.AttemptMark, Assert.Single(transition.Evidence).Kind);
    }

    [Fact]
    public void A_refused_offline_invoice_awaits_a_technical_correction_which_keeps_the_printed_hash()
    {
        var unknown = SampleEntries.Entry(1, OutboxState.Unknown) with { LastSendingAt = At };
        var refused = EntryTransitions.Apply(unknown, Answer(new GatewayOutcome.Rejected(unknown.Key, RejectionKind.Technical, 430, "bad element", default))).After;
        Assert.Equal(OutboxState.AwaitingCorrection, refused.State);
        Assert.Null(refused.LastSendingAt);

        var first = EntryTransitions.Apply(refused, new OutboxEvent.CorrectionSupplied(At, "clerk", SampleEntries.Bytes("<second/>"), "schema"));
        Assert.Equal((OutboxState.Issued, unknown.Hash), (first.After.State, first.After.Corrects!.Value));
        Assert.Equal(unknown.Bytes.ToArray(), Assert.Single(first.Evidence).Payload!.Value.ToArray());

        var again = EntryTransitions.Apply(
            first.After with { State = OutboxState.AwaitingCorrection }, new OutboxEvent.CorrectionSupplied(At, "clerk", SampleEntries.Bytes("<third/>"), "schema"));
        Assert.Equal(unknown.Hash, again.After.Corrects);
    }

    [Theory]
    [InlineData(InvoicingMode.Online, RejectionKind.Technical, OutboxState.Rejected)]
    [InlineData(InvoicingMode.Offline24, RejectionKind.Semantic, OutboxState.AwaitingCorrection)]
    [InlineData(InvoicingMode.Offline24, RejectionKind.Permission, OutboxState.Held)]
    [InlineData(InvoicingMode.Offline24, RejectionKind.Attachment, OutboxState.Held)]
    [InlineData(InvoicingMode.Emergency, RejectionKind.NumberCollision, OutboxState.DuplicateConflict)]
    [InlineData(InvoicingMode.Emergency, RejectionKind.Correction, OutboxState.Held)]
    public void A_refusal_leads_to_who_can_mend_it(InvoicingMode mode, RejectionKind kind, OutboxState expected)
    {
        var entry = SampleEntries.Entry(1, OutboxState.Unknown, mode);
        var transition = EntryTransitions.Apply(entry, Answer(new GatewayOutcome.Rejected(entry.Key, kind, 430, "words", default)));
        Assert.Equal(expected, transition.After.State);
        Assert.Equal(expected != OutboxState.Rejected, transition.Notifications.Any(n => n.Kind == NotificationKind.NeedsDecision));
    }

    [Fact]
    public void A_second_KSeF_number_is_refused_with_both_in_the_message()
    {
        var accepted = EntryTransitions.Apply(SampleEntries.Entry(1, OutboxState.Unknown), Answer(Accepted(1))).After;
        Assert.False(EntryTransitions.TryApply(accepted, Answer(Accepted(2)), out _, out var refusal));
        Assert.Equal("KO5003", refusal.Code);
        Assert.Contains(SampleEntries.Number(1).ToString(), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(SampleEntries.Number(2).ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_UPO_may_come_later_and_is_told_once()
    {
        var first = EntryTransitions.Apply(SampleEntries.Entry(1, OutboxState.Unknown), Answer(Accepted(1)));
        Assert.Equal([NotificationKind.NumberAssigned], first.Notifications.Select(n => n.Kind));
        var second = EntryTransitions.Apply(first.After, Answer(Accepted(1) with { Upo = "<upo/>"u8.ToArray() }));
        Assert.Equal([NotificationKind.UpoStored], second.Notifications.Select(n => n.Kind));
        Assert.Equal(InvoiceHash.Of("<upo/>"u8), second.After.Acceptance!.UpoHash);
        Assert.Empty(EntryTransitions.Apply(second.After, Answer(Accepted(1) with { Upo = "<upo/>"u8.ToArray() })).Notifications);
    }

    [Fact]
    public void An_offline_invoice_never_becomes_online_and_a_total_failure_is_no_mode_to_change_to()
    {
        var entry = SampleEntries.Entry(1);
        foreach (var mode in new[] { InvoicingMode.Online, InvoicingMode.TotalFailure })
        {
            var decided = new OutboxEvent.ModeDecided(new ModeDecision(mode, "why", "clerk", At), entry.Deadline);
            Assert.False(EntryTransitions.TryApply(entry, decided, out _, out var refusal));
            Assert.Equal("KO5004", refusal.Code);
        }
    }

    [Fact]
    public void What_may_be_in_KSeF_is_not_withdrawn_and_is_released_into_the_search()
    {
        var held = SampleEntries.Entry(1, OutboxState.Held) with { LastSendingAt = At };
        Assert.False(EntryTransitions.TryApply(held, new OutboxEvent.Withdrawn(At, "clerk", "mistake"), out _, out var refusal));
        Assert.Equal("KO5005", refusal.Code);
        Assert.Equal(OutboxState.Unknown, EntryTransitions.Apply(held, new OutboxEvent.Released(At, "clerk", "go on")).After.State);
        Assert.Equal(OutboxState.Issued, EntryTransitions.Apply(held with { LastSendingAt = null }, new OutboxEvent.Released(At, "clerk", "go on")).After.State);
    }

    [Fact]
    public void A_refused_event_names_entry_state_and_event()
    {
        Assert.False(EntryTransitions.TryApply(SampleEntries.Entry(7, OutboxState.Submitted), new OutboxEvent.Withdrawn(At, "clerk", "mistake"), out _, out var refusal));
        Assert.Equal("KO5002 5261040828/VAT/FV/7/2026: Withdrawn cannot happen to an entry that is Submitted.", refusal.ToString());
    }

    private static GatewayOutcome.Accepted Accepted(int number) => new(SampleEntries.Key(1), SampleEntries.Number(number), At, At, true, new SubmissionReference("S", "I"));

    private static OutboxEvent.Answered Answer(GatewayOutcome outcome) => new(At, "worker", outcome, null);

    private static OutboxEvent.Marked Mark(AttemptStep step, SubmissionReference reference) => new(new AttemptMark(step, At, [SampleEntries.Key(1)], reference), "worker");

    private static OutboxEvent Event(OutboxEntry entry, uint number) => (number % 20) switch
    {
        0 => new OutboxEvent.LeaseTaken(At, "w"),
        1 => new OutboxEvent.LeaseEnded(At, "w", At),
        2 => Mark(AttemptStep.OpeningSession, default),
        3 => Mark(AttemptStep.Sending, new SubmissionReference("S", null)),
        4 => Mark(AttemptStep.Sent, new SubmissionReference("S", "I")),
        5 => Answer(Accepted((int)(number % 2))),
        6 => Answer(Accepted(1) with { Upo = "<upo/>"u8.ToArray() }),
        7 => Answer(new GatewayOutcome.Pending(entry.Key, new SubmissionReference("S", "I"))),
        8 => Answer(new GatewayOutcome.NotSent(entry.Key, "down")),
        9 => Answer(new GatewayOutcome.Unknown(entry.Key, "lost", default)),
        10 => Answer(new GatewayOutcome.Rejected(entry.Key, (RejectionKind)(number % 6), 430, "words", default)),
        11 => new OutboxEvent.CorrectionSupplied(At, "clerk", SampleEntries.Bytes("<v" + number + "/>"), "why"),
        12 => new OutboxEvent.OriginalNumbered(At, "clerk", SampleEntries.Bytes("<k" + number + "/>"), [SampleEntries.Number(3)], entry.Mode, entry.Deadline),
        13 => new OutboxEvent.ModeDecided(new ModeDecision((InvoicingMode)(number % 5), "why", "clerk", At), entry.Deadline),
        14 => new OutboxEvent.DutyLifted(At, "w", "total failure"),
        15 => new OutboxEvent.Held(At, "clerk", "why"),
        16 => new OutboxEvent.Released(At, "clerk", "why"),
        17 => new OutboxEvent.Withdrawn(At, "clerk", "why"),
        18 => new OutboxEvent.OriginalLost(At, "clerk", "why"),
        _ => new OutboxEvent.CollisionReexamined(At, "clerk", "why"),
    };
}
