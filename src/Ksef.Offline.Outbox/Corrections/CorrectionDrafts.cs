using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Correcting invoices behind originals without a number: kept as drafts, issued when the number arrives, never with <c>NrKSeFN</c>. Pure.</summary>
public static class CorrectionDrafts
{
    /// <summary>Prepares a draft for the outbox: <see cref="OutboxState.Blocked"/> behind its original.</summary>
    /// <param name="request">The draft.</param>
    /// <exception cref="ArgumentException">The draft is empty, or corrects itself.</exception>
    public static PreparedInvoice Prepare(DraftRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Draft.IsEmpty) throw new ArgumentException("A draft has at least one byte.", nameof(request));
        if (request.Key == request.Original) throw new ArgumentException($"{request.Key} cannot correct itself.", nameof(request));
        var day = WarsawTime.DateOf(request.At);
        var entry = new OutboxEntry
        {
            Key = request.Key,
            Taxpayer = request.Taxpayer,
            Bytes = request.Draft,
            Hash = default,
            IssueDate = day,
            IssuedAt = request.At,
            Mode = request.Mode,
            Deadline = new EntryDeadline(Deadline.Awaiting(), 0),
            Behind = request.Original,
            State = OutboxState.Blocked,
            Reference = request.Numbering?.Next(day) ?? default,
            Note = $"waits for the KSeF number of {request.Original}",
        };
        return new PreparedInvoice(entry,
        [
            new EvidenceDraft(request.At, request.Mode.Actor, EvidenceKind.Draft, $"drafted behind {request.Original}"),
            new EvidenceDraft(request.Mode.At, request.Mode.Actor, EvidenceKind.ModeDecided, $"{request.Mode.Mode}: {request.Mode.Reason}"),
        ]);
    }

    /// <summary>What speaks against issuing a file for a draft: KO5043 (another invoice than was drafted), KO5044 (it does not name the number of its original, or says it has none).</summary>
    /// <param name="draft">The blocked entry.</param>
    /// <param name="invoice">The file.</param>
    /// <param name="original">The number of the original.</param>
    public static IReadOnlyList<Finding> Check(OutboxEntry draft, IssuedInvoice invoice, KsefNumber original)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(invoice);
        if (invoice.Key != draft.Key)
        {
            return [OutboxFindings.Correction(
                "KO5043", draft, invoice.Key.ToString(), FindingSeverity.Error,
                $"The file is {invoice.Key}, but {draft.Key} was drafted.", $"Plik to {invoice.Key}, a przygotowano {draft.Key}.")];
        }
        var text = Encoding.UTF8.GetString(invoice.Bytes.Span);
        return text.Contains($">{original}<", StringComparison.Ordinal) && !text.Contains("NrKSeFN>", StringComparison.Ordinal) ? [] : [OutboxFindings.Correction(
            "KO5044", draft, original.ToString(), FindingSeverity.Error,
            $"The file must name the KSeF number of its original, {original}, as NrKSeFFaKorygowanej, and not NrKSeFN.",
            $"Plik musi wskazywać numer KSeF faktury pierwotnej, {original}, jako NrKSeFFaKorygowanej, a nie NrKSeFN.")];
    }

    /// <summary>The event of issuing a draft, with the deadline from the day of issue that the file names.</summary>
    internal static OutboxEvent.OriginalNumbered Issue(
        OutboxEntry draft, IssuedInvoice invoice, KsefNumber original, DeadlineEngine engine, BookPage announcements, string actor, Instant now)
    {
        var answer = engine.Answer(OutboxEntry.QuestionOf(draft.Mode.Mode, invoice.IssueDate, draft.IssuedAt), announcements.Timeline);
        return new OutboxEvent.OriginalNumbered(
            now, actor, new FixedBytes(invoice.Bytes, invoice.Hash, invoice.IssueDate), original, new EntryDeadline(answer.Deadline, announcements.Version));
    }
}
