using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.States;

/// <summary>What an event makes of an entry: the entry after it, the evidence and the notifications. Pure; the table is <see cref="OutboxStateMachine"/>.</summary>
public static class EntryTransitions
{
    /// <summary>Applies an event; false with a finding (KO5002 - KO5005, KO5007) where it is refused, and then nothing may be committed.</summary>
    /// <param name="entry">The entry as it stands.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="transition">What to commit, or null.</param>
    /// <param name="refusal">Why not, or null.</param>
    public static bool TryApply(OutboxEntry entry, OutboxEvent happened, [NotNullWhen(true)] out Transition? transition, [NotNullWhen(false)] out Finding? refusal)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(happened);
        transition = null;
        refusal = OutboxFindings.Guard(entry, happened);
        if (refusal is not null) return false;
        var next = entry.State;
        if (KindOf(entry, happened) is { } kind)
        {
            if (OutboxStateMachine.Next(entry.State, kind) is not { } follows)
            {
                refusal = OutboxFindings.EventRefused(entry, kind);
                return false;
            }
            next = follows;
        }
        transition = Make(entry, next, happened);
        return true;
    }

    /// <summary>Applies an event that cannot be refused here.</summary>
    /// <param name="entry">The entry as it stands.</param>
    /// <param name="happened">What happened.</param>
    /// <exception cref="InvalidOperationException">It is refused; the message is the finding.</exception>
    public static Transition Apply(OutboxEntry entry, OutboxEvent happened) =>
        TryApply(entry, happened, out var transition, out var refusal) ? transition : throw new InvalidOperationException(refusal.ToString());

    /// <summary>The column of the state table that an event falls into; null for a mark that changes no state.</summary>
    /// <param name="entry">The entry as it stands: mode and attempts decide between columns.</param>
    /// <param name="happened">What happened.</param>
    public static OutboxEventKind? KindOf(OutboxEntry entry, OutboxEvent happened)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return happened switch
        {
            OutboxEvent.LeaseTaken => OutboxEventKind.LeaseTaken,
            OutboxEvent.LeaseEnded => OutboxEventKind.LeaseEnded,
            OutboxEvent.Marked m => m.Mark.Step == AttemptStep.Sending ? OutboxEventKind.SendingMarked : null,
            OutboxEvent.Answered a => KindOf(entry, a.Outcome),
            OutboxEvent.CorrectionSupplied => OutboxEventKind.CorrectionSupplied,
            OutboxEvent.OriginalNumbered => OutboxEventKind.OriginalNumbered,
            OutboxEvent.OriginalLost => OutboxEventKind.OriginalLost,
            OutboxEvent.ModeDecided => OutboxEventKind.ModeDecided,
            OutboxEvent.DutyLifted => OutboxEventKind.DutyLifted,
            OutboxEvent.Held => OutboxEventKind.Held,
            OutboxEvent.Released => entry.LastSendingAt is null ? OutboxEventKind.ReleasedUnsent : OutboxEventKind.ReleasedUncertain,
            OutboxEvent.Withdrawn => OutboxEventKind.Withdrawn,
            OutboxEvent.CollisionReexamined => OutboxEventKind.CollisionReexamined,
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Not an event of the outbox."),
        };
    }

    private static OutboxEventKind KindOf(OutboxEntry entry, GatewayOutcome outcome) => outcome switch
    {
        GatewayOutcome.Accepted => OutboxEventKind.Accepted,
        GatewayOutcome.Pending => OutboxEventKind.TakenOver,
        GatewayOutcome.NotSent => OutboxEventKind.NotSent,
        GatewayOutcome.Unknown => OutboxEventKind.OutcomeLost,
        GatewayOutcome.Rejected r => r.Kind switch
        {
            RejectionKind.NumberCollision => OutboxEventKind.RefusedAsCollision,
            RejectionKind.Technical or RejectionKind.Semantic => entry.IsOffline ? OutboxEventKind.RefusedCorrectable : OutboxEventKind.RefusedFinally,
            _ => OutboxEventKind.RefusedForPerson,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome of the gateway."),
    };

    private static Transition Make(OutboxEntry entry, OutboxState next, OutboxEvent happened)
    {
        var moved = entry with { State = next };
        return happened switch
        {
            OutboxEvent.LeaseTaken => new Transition(moved, [], [], KeepLease: true),
            OutboxEvent.LeaseEnded e => new Transition(moved with { NextAttempt = e.NextAttempt }, [], []),
            OutboxEvent.Marked e => Mark(moved, e),
            OutboxEvent.Answered e => Answers.Make(entry, moved, e),
            OutboxEvent.CorrectionSupplied e => new Transition(
                moved with
                {
                    Bytes = e.Bytes.Bytes,
                    Hash = e.Bytes.Hash,
                    Corrects = entry.Corrects ?? entry.Hash,
                    Attempts = 0,
                    NextAttempt = null,
                    Submission = SubmissionReference.None,
                    LastSendingAt = null,
                    Note = e.Reason,
                },
                [new EvidenceDraft(e.At, e.Actor, EvidenceKind.TechnicalCorrection, $"replaces {entry.Hash} by {e.Bytes.Hash}: {e.Reason}", entry.Bytes, "refused.xml")], []),
            OutboxEvent.OriginalNumbered e => Issued(entry, moved, e),
            OutboxEvent.OriginalLost e => Decision(moved, e, "draft", e.Reason, tellPerson: true),
            OutboxEvent.ModeDecided e => new Transition(
                moved with { Mode = e.Decision, Deadline = e.Deadline },
                [Decided(e, entry.Mode, e.Decision), Computed(e, e.Deadline)],
                e.Deadline.Deadline == entry.Deadline.Deadline ? [] : [new NotificationDraft(NotificationKind.DeadlineChanged, e.At, Describe(e.Deadline))],
                KeepLease: entry.State == OutboxState.Leased),
            OutboxEvent.DutyLifted e => Decision(moved, e, "duty lifted", e.Reason, tellPerson: moved.State == OutboxState.Held),
            OutboxEvent.Held e => Decision(moved, e, "held", e.Reason, tellPerson: true),
            OutboxEvent.Released e => Decision(moved with { Attempts = 0, NextAttempt = null }, e, "released", e.Reason, tellPerson: false),
            OutboxEvent.Withdrawn e => Decision(moved with { NextAttempt = null }, e, "withdrawn", e.Reason, tellPerson: false),
            OutboxEvent.CollisionReexamined e => Decision(moved with { NextAttempt = null }, e, "collision re-examined", e.Reason, tellPerson: false),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Not an event of the outbox."),
        };
    }

    private static Transition Mark(OutboxEntry moved, OutboxEvent.Marked happened)
    {
        var mark = happened.Mark;
        var submission = new SubmissionReference(mark.Reference.Session ?? moved.Submission.Session, mark.Reference.Invoice ?? moved.Submission.Invoice);
        var after = mark.Step switch
        {
            // A new session begins a new trail: what an earlier, settled attempt left behind would send the search astray.
            AttemptStep.OpeningSession => moved with { Submission = mark.Reference },
            AttemptStep.Sending => moved with { Submission = submission, LastSendingAt = mark.At, Attempts = moved.Attempts + 1, NextAttempt = null },
            _ => moved with { Submission = submission },
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{mark.Step}; session {mark.Reference.Session ?? "-"}; invoice {mark.Reference.Invoice ?? "-"}; {mark.Detail}");
        return new Transition(after, [new EvidenceDraft(mark.At, happened.Actor, EvidenceKind.AttemptMark, text.TrimEnd(' ', ';'))], [], KeepLease: true);
    }

    private static Transition Issued(OutboxEntry entry, OutboxEntry moved, OutboxEvent.OriginalNumbered e)
    {
        var names = string.Join(", ", e.Originals);
        var evidence = new List<EvidenceDraft> { new(e.At, e.Actor, EvidenceKind.Draft, $"issued as {e.Bytes.Hash}, naming {names}", entry.Bytes, "draft.bin") };
        if (e.Mode != entry.Mode) evidence.Add(Decided(e, entry.Mode, e.Mode));
        evidence.Add(Computed(e, e.Deadline));
        return new Transition(
            moved with { Bytes = e.Bytes.Bytes, Hash = e.Bytes.Hash, IssueDate = e.Bytes.IssueDate, Mode = e.Mode, Deadline = e.Deadline, NextAttempt = null, Note = null },
            evidence, [new NotificationDraft(NotificationKind.OriginalNumbered, e.At, names)]);
    }

    private static EvidenceDraft Decided(OutboxEvent happened, ModeDecision before, ModeDecision after) =>
        new(happened.At, happened.Actor, EvidenceKind.ModeDecided, $"{before.Mode} to {after.Mode}: {after.Reason}");

    private static Transition Decision(OutboxEntry moved, OutboxEvent happened, string verb, string reason, bool tellPerson) => new(
        moved with { Note = reason },
        [new EvidenceDraft(happened.At, happened.Actor, EvidenceKind.Decision, $"{verb}: {reason}")],
        tellPerson ? [new NotificationDraft(NotificationKind.NeedsDecision, happened.At, reason)] : []);

    private static EvidenceDraft Computed(OutboxEvent happened, EntryDeadline deadline) => new(happened.At, happened.Actor, EvidenceKind.DeadlineComputed, Describe(deadline));

    internal static string Describe(EntryDeadline deadline) => string.Create(CultureInfo.InvariantCulture, $"{deadline.Deadline}; timeline {deadline.TimelineVersion}");
}
