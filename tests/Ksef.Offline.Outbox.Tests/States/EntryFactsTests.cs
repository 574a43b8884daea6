using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.States;

/// <summary>What each event leaves in the entry beside its state: references, moments, counts, words.</summary>
public sealed class EntryFactsTests
{
    private static readonly Instant At = SampleEntries.Noon;
    private static readonly SubmissionReference Known = new("S1", "I1");

    [Fact]
    public void A_new_session_begins_a_new_trail_and_every_other_mark_adds_to_it()
    {
        var leased = SampleEntries.Entry(1, OutboxState.Leased) with { Submission = Known };
        Assert.Equal(SubmissionReference.None, Apply(leased, Mark(AttemptStep.OpeningSession, default)).Submission);
        Assert.Equal(new SubmissionReference("S2", "I1"), Apply(leased, Mark(AttemptStep.SessionOpened, new("S2", null))).Submission);
        Assert.Equal(new SubmissionReference("S1", "I2"), Apply(leased, Mark(AttemptStep.Sending, new(null, "I2"))).Submission);
    }

    [Fact]
    public void A_technical_correction_starts_anew_with_nothing_of_the_refused_file_but_its_hash()
    {
        var refused = SampleEntries.Entry(1, OutboxState.AwaitingCorrection) with { Submission = Known, Attempts = 7, NextAttempt = At, LastSendingAt = At };
        var after = Apply(refused, new OutboxEvent.CorrectionSupplied(At, "clerk", SampleEntries.Bytes("<mended/>"), "schema"));
        Assert.Equal(
            (0, (Instant?)null, SubmissionReference.None, (Instant?)null, (InvoiceHash?)refused.Hash, "schema"),
            (after.Attempts, after.NextAttempt, after.Submission, after.LastSendingAt, after.Corrects, after.Note!));
        Assert.Equal(InvoiceHash.Of("<mended/>"u8), after.Hash);
    }

    [Fact]
    public void A_release_gives_an_entry_a_fresh_start_and_a_withdrawal_or_a_second_look_leaves_no_appointment()
    {
        var held = SampleEntries.Entry(1, OutboxState.Held) with { Attempts = 9, NextAttempt = At + Duration.FromHours(1) };
        var released = Apply(held, new OutboxEvent.Released(At, "clerk", "go on"));
        Assert.Equal((0, (Instant?)null, "go on"), (released.Attempts, released.NextAttempt, released.Note!));
        Assert.Null(Apply(held, new OutboxEvent.Withdrawn(At, "clerk", "mistake")).NextAttempt);
        Assert.Null(Apply(held with { State = OutboxState.DuplicateConflict }, new OutboxEvent.CollisionReexamined(At, "clerk", "ours")).NextAttempt);
    }

    [Fact]
    public void A_mode_decided_anew_tells_of_the_deadline_only_where_it_changed_and_keeps_the_lease_of_what_is_about_to_be_sent()
    {
        var leased = SampleEntries.Entry(1, OutboxState.Leased, InvoicingMode.Online);
        OutboxEvent To(Deadline deadline) => new OutboxEvent.ModeDecided(new ModeDecision(InvoicingMode.Offline24, "why", "w", At), new EntryDeadline(deadline, 4));
        var same = EntryTransitions.Apply(leased, To(leased.Deadline.Deadline));
        Assert.Empty(same.Notifications);
        Assert.True(same.KeepLease);
        Assert.Equal((leased.Hash, 4L), (same.After.Hash, same.After.Deadline.TimelineVersion));
        // The day one works to stays, the last day moves: that is a change too.
        var moved = EntryTransitions.Apply(leased with { Deadline = new EntryDeadline(Deadline.On(new LocalDate(2026, 11, 25), new LocalDate(2026, 11, 23)), 0) }, To(Deadline.On(new LocalDate(2026, 11, 26), new LocalDate(2026, 11, 23))));
        Assert.Equal(NotificationKind.DeadlineChanged, Assert.Single(moved.Notifications).Kind);
        Assert.False(EntryTransitions.Apply(leased with { State = OutboxState.Held }, To(leased.Deadline.Deadline)).KeepLease);
    }

    [Fact]
    public void A_lifted_duty_tells_a_person_where_it_sets_aside_and_keeps_silent_where_it_does_not()
    {
        var lifted = new OutboxEvent.DutyLifted(At, "w", "total failure");
        Assert.Equal(NotificationKind.NeedsDecision, Assert.Single(EntryTransitions.Apply(SampleEntries.Entry(1), lifted).Notifications).Kind);
        Assert.Empty(EntryTransitions.Apply(SampleEntries.Entry(1, OutboxState.Submitted), lifted).Notifications);
    }

    [Fact]
    public void What_was_known_of_an_acceptance_stays_when_a_later_answer_leaves_it_out()
    {
        var first = Apply(SampleEntries.Entry(1, OutboxState.Unknown) with { Submission = Known }, Answer(Accepted(At, sentOffline: true, new("S9", null)), At + Duration.FromHours(1)));
        Assert.Equal((new SubmissionReference("S9", "I1"), (Instant?)(At + Duration.FromHours(1))), (first.Submission, first.NextAttempt));
        var second = Apply(first, Answer(Accepted(null, null, default), null));
        Assert.Equal((At, true), (second.Acceptance!.AcquisitionDate!.Value, second.Acceptance.SentOffline!.Value));
        Assert.Equal(first.Submission, second.Submission);
    }

    [Fact]
    public void An_acceptance_ends_what_an_earlier_refusal_said()
    {
        var before = SampleEntries.Entry(1, OutboxState.DuplicateConflict) with { Note = "440", Refusal = new Refusal(RejectionKind.NumberCollision, 440, "another", null) };
        var after = Apply(before, Answer(Accepted(At, true, default), null));
        Assert.Equal((null, null), (after.Note, after.Refusal));
    }

    [Fact]
    public void What_did_not_reach_KSeF_counts_an_attempt_once_whether_or_not_it_was_marked()
    {
        var unmarked = Apply(SampleEntries.Entry(1, OutboxState.Leased) with { Attempts = 2 }, Answer(new GatewayOutcome.NotSent(SampleEntries.Key(1), "down"), At));
        Assert.Equal((3, "down", (Instant?)At, SubmissionReference.None), (unmarked.Attempts, unmarked.Note!, unmarked.NextAttempt, unmarked.Submission));
        var marked = Apply(SampleEntries.Entry(1, OutboxState.Unknown) with { Attempts = 2, LastSendingAt = At, Submission = Known }, Answer(new GatewayOutcome.NotSent(SampleEntries.Key(1), "absent"), At));
        Assert.Equal((2, (Instant?)null, SubmissionReference.None), (marked.Attempts, marked.LastSendingAt, marked.Submission));
    }

    [Fact]
    public void A_person_is_told_of_the_same_trouble_once_and_of_another_one_again()
    {
        var entry = SampleEntries.Entry(1, OutboxState.Leased);
        OutboxEvent Trouble(string reason) => Answer(new GatewayOutcome.NotSent(entry.Key, reason, NeedsPerson: true), At);
        var first = EntryTransitions.Apply(entry, Trouble("wrong token"));
        Assert.Equal(NotificationKind.NeedsDecision, Assert.Single(first.Notifications).Kind);
        var again = first.After with { State = OutboxState.Leased };
        Assert.Empty(EntryTransitions.Apply(again, Trouble("wrong token")).Notifications);
        Assert.Single(EntryTransitions.Apply(again, Trouble("blocked")).Notifications);
    }

    [Fact]
    public void A_collision_keeps_the_number_of_the_document_that_holds_it_and_a_refusal_leaves_nothing_to_search_for()
    {
        var entry = SampleEntries.Entry(1, OutboxState.Unknown) with { LastSendingAt = At, NextAttempt = At, Submission = Known };
        var after = Apply(entry, Answer(new GatewayOutcome.Rejected(entry.Key, RejectionKind.NumberCollision, 440, "another", new("S2", null), SampleEntries.Number(5)), At));
        Assert.Equal((SampleEntries.Number(5), 440, "another"), (after.Refusal!.Original!.Value, after.Refusal.Code, after.Refusal.Description));
        Assert.Equal(((Instant?)null, (Instant?)null, new SubmissionReference("S2", "I1"), "440 NumberCollision: another"), (after.LastSendingAt, after.NextAttempt, after.Submission, after.Note!));
    }

    [Fact]
    public void What_is_pending_or_unknown_keeps_every_reference_that_was_learned()
    {
        var entry = SampleEntries.Entry(1, OutboxState.Unknown) with { Submission = Known, Note = "lost" };
        var pending = Apply(entry, Answer(new GatewayOutcome.Pending(entry.Key, new("S2", null)), At));
        Assert.Equal((new SubmissionReference("S2", "I1"), null), (pending.Submission, pending.Note));
        var unknown = Apply(entry, Answer(new GatewayOutcome.Unknown(entry.Key, "again", new(null, "I2")), At));
        Assert.Equal((new SubmissionReference("S1", "I2"), "again"), (unknown.Submission, unknown.Note!));
    }

    private static OutboxEntry Apply(OutboxEntry entry, OutboxEvent happened) => EntryTransitions.Apply(entry, happened).After;

    private static OutboxEvent.Answered Answer(GatewayOutcome outcome, Instant? next) => new(At, "worker", outcome, next);

    private static GatewayOutcome.Accepted Accepted(Instant? acquired, bool? sentOffline, SubmissionReference reference) => new(SampleEntries.Key(1), SampleEntries.Number(1), At, acquired, sentOffline, reference);

    private static OutboxEvent.Marked Mark(AttemptStep step, SubmissionReference reference) => new(new AttemptMark(step, At, [SampleEntries.Key(1)], reference), "worker");
}
