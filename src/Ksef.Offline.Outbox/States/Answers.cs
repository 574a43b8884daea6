using System.Globalization;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.States;

/// <summary>What each of the five outcomes makes of an entry.</summary>
internal static class Answers
{
    public static Transition Make(OutboxEntry before, OutboxEntry moved, OutboxEvent.Answered happened) => happened.Outcome switch
    {
        GatewayOutcome.Accepted o => Accepted(before, moved, happened, o),
        GatewayOutcome.Rejected o => Rejected(moved, happened, o),
        GatewayOutcome.Pending o => new Transition(
            moved with { Submission = Merge(moved.Submission, o.Reference), NextAttempt = happened.NextAttempt, Note = null },
            [Outcome(happened, $"pending; session {o.Reference.Session ?? "-"}; invoice {o.Reference.Invoice ?? "-"}")], []),
        GatewayOutcome.NotSent o => new Transition(
            moved with
            {
                Submission = SubmissionReference.None,
                LastSendingAt = null,
                NextAttempt = happened.NextAttempt,
                Note = o.Reason,
                Attempts = before.LastSendingAt is null ? before.Attempts + 1 : before.Attempts,
            },
            [Outcome(happened, $"not sent: {o.Reason}")],
            o.NeedsPerson && before.Note != o.Reason ? [new NotificationDraft(NotificationKind.NeedsDecision, happened.At, o.Reason)] : []),
        GatewayOutcome.Unknown o => new Transition(
            moved with { Submission = Merge(moved.Submission, o.Reference), NextAttempt = happened.NextAttempt, Note = o.Reason },
            [Outcome(happened, $"unknown: {o.Reason}")], []),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Outcome, "Not an outcome of the gateway."),
    };

    private static Transition Accepted(OutboxEntry before, OutboxEntry moved, OutboxEvent.Answered happened, GatewayOutcome.Accepted o)
    {
        var known = before.Acceptance;
        var upoHash = known?.UpoHash ?? (o.Upo is { Length: > 0 } upo ? InvoiceHash.Of(upo.Span) : null);
        var acceptance = new Acceptance(o.Number, o.InvoicingDate, o.AcquisitionDate ?? known?.AcquisitionDate, o.SentOffline ?? known?.SentOffline, upoHash);
        var evidence = new List<EvidenceDraft>();
        var notifications = new List<NotificationDraft>();
        if (known is null)
        {
            evidence.Add(Outcome(happened, string.Create(CultureInfo.InvariantCulture, $"accepted as {o.Number}; sent {o.InvoicingDate}; session {o.Reference.Session ?? "-"}")));
            notifications.Add(new NotificationDraft(NotificationKind.NumberAssigned, happened.At, o.Number.ToString()));
        }
        if (known?.UpoHash is null && o.Upo is { Length: > 0 })
        {
            evidence.Add(new EvidenceDraft(happened.At, happened.Actor, EvidenceKind.Upo, $"UPO of {o.Number}", o.Upo, "upo.xml"));
            notifications.Add(new NotificationDraft(NotificationKind.UpoStored, happened.At, o.Number.ToString()));
        }
        var after = moved with
        {
            Acceptance = acceptance,
            Submission = Merge(moved.Submission, o.Reference),
            NextAttempt = happened.NextAttempt,
            Note = null,
            Refusal = null,
        };
        return new Transition(after, evidence, notifications);
    }

    private static Transition Rejected(OutboxEntry moved, OutboxEvent.Answered happened, GatewayOutcome.Rejected o)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{o.Code} {o.Kind}: {o.Description}");
        var after = moved with
        {
            Refusal = new Refusal(o.Kind, o.Code, o.Description, o.Original),
            Submission = Merge(moved.Submission, o.Reference),
            LastSendingAt = null,
            NextAttempt = null,
            Note = words,
        };
        var kind = moved.State == OutboxState.Rejected ? NotificationKind.Rejected : NotificationKind.NeedsDecision;
        var notifications = new List<NotificationDraft> { new(NotificationKind.Rejected, happened.At, words) };
        if (kind == NotificationKind.NeedsDecision) notifications.Add(new NotificationDraft(kind, happened.At, words));
        return new Transition(after, [Outcome(happened, "refused " + words)], notifications);
    }

    private static EvidenceDraft Outcome(OutboxEvent.Answered happened, string text) => new(happened.At, happened.Actor, EvidenceKind.Outcome, text);

    private static SubmissionReference Merge(SubmissionReference known, SubmissionReference learned) => new(learned.Session ?? known.Session, learned.Invoice ?? known.Invoice);
}
