using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Invoices behind others without a number: correcting ones behind their originals, settlements behind their advances. Kept as drafts, issued when the numbers arrive, never with <c>NrKSeFN</c> or <c>NrKSeFZN</c> instead. Pure.</summary>
public static class CorrectionDrafts
{
    /// <summary>Prepares a draft for the outbox: <see cref="OutboxState.Blocked"/> behind the invoices that it names.</summary>
    /// <param name="request">The draft.</param>
    /// <exception cref="ArgumentException">The draft is empty, waits for nothing, or for itself.</exception>
    public static PreparedInvoice Prepare(DraftRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Draft.IsEmpty) throw new ArgumentException("A draft has at least one byte.", nameof(request));
        if (request.Behind.Count == 0) throw new ArgumentException($"{request.Key} waits for nothing; issue it.", nameof(request));
        if (request.Behind.Contains(request.Key)) throw new ArgumentException($"{request.Key} cannot name itself.", nameof(request));
        var day = WarsawTime.DateOf(request.At);
        var names = string.Join(", ", request.Behind);
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
            Behind = request.Behind[0],
            State = OutboxState.Blocked,
            Reference = request.Numbering?.Next(day) ?? default,
            Note = $"waits for the KSeF number of {names}",
        };
        return new PreparedInvoice(entry,
        [
            new EvidenceDraft(request.At, request.Mode.Actor, EvidenceKind.Draft, $"drafted behind {names}"),
            new EvidenceDraft(request.Mode.At, request.Mode.Actor, EvidenceKind.ModeDecided, $"{request.Mode.Mode}: {request.Mode.Reason}"),
        ]);
    }

    /// <summary>What speaks against issuing a file for a draft: KO5043 (another invoice than was drafted), KO5044 (it does not name the number of an invoice that it waited for, or says it has none).</summary>
    /// <param name="draft">The blocked entry.</param>
    /// <param name="invoice">The file.</param>
    /// <param name="numbers">The numbers of the invoices that it waited for.</param>
    public static IReadOnlyList<Finding> Check(OutboxEntry draft, IssuedInvoice invoice, IReadOnlyDictionary<InvoiceKey, KsefNumber> numbers)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(invoice);
        ArgumentNullException.ThrowIfNull(numbers);
        if (invoice.Key != draft.Key)
        {
            return [OutboxFindings.Correction(
                "KO5043", draft, invoice.Key.ToString(), FindingSeverity.Error,
                $"The file is {invoice.Key}, but {draft.Key} was drafted.", $"Plik to {invoice.Key}, a przygotowano {draft.Key}.")];
        }
        var text = Encoding.UTF8.GetString(invoice.Bytes.Span);
        var read = InvoiceReader.TryRead(invoice.Bytes.Span, out var content, out _) ? content : null;
        var missed = numbers.Where(n => !text.Contains($">{n.Value}<", StringComparison.Ordinal) || IsCalledOutside(n.Key.Number, text, read)).Select(n => n.Value).ToList();
        return missed.Count == 0 ? [] : [OutboxFindings.Correction(
            "KO5044", draft, missed[0].ToString(), FindingSeverity.Error,
            $"The file must name the KSeF number {missed[0]}, of a corrected invoice as NrKSeFFaKorygowanej and not NrKSeFN, of an advance as NrKSeFFaZaliczkowej and not NrKSeFZN.",
            $"Plik musi wskazywać numer KSeF {missed[0]}: faktury pierwotnej jako NrKSeFFaKorygowanej, a nie NrKSeFN, zaliczkowej jako NrKSeFFaZaliczkowej, a nie NrKSeFZN.")];
    }

    /// <summary>The event of issuing a draft, with mode and deadline as they follow from the day of issue that the file names; null while a total failure lifts the duty on that day.</summary>
    internal static OutboxEvent.OriginalNumbered? Issue(
        OutboxEntry draft, IssuedInvoice invoice, IReadOnlyDictionary<InvoiceKey, KsefNumber> numbers, DeadlineEngine engine, BookPage announcements, string actor, Instant now)
    {
        var mode = draft.Mode;
        Deadline On(InvoicingMode wanted) => engine.Answer(new DeadlineQuestion(wanted, invoice.IssueDate), announcements.Timeline).Deadline;
        var deadline = On(mode.Mode);
        if (deadline.Kind == DeadlineKind.InvalidMode)
        {
            // What opened the mode when it was drafted may be over on the day on which it is issued.
            mode = new ModeDecision(InvoicingMode.Offline24, $"no announcement carries {mode.Mode} on its date of issue (P_1): art. 106nda", actor, now);
            deadline = On(mode.Mode);
        }
        return deadline.Kind == DeadlineKind.NoObligation ? null : new OutboxEvent.OriginalNumbered(
            now, actor, new FixedBytes(invoice.Bytes, invoice.Hash, invoice.IssueDate), [.. numbers.Values], mode, new EntryDeadline(deadline, announcements.Version));
    }

    /// <summary>Whether the file says of an invoice that it was issued outside KSeF; of a file that cannot be read any such word counts.</summary>
    private static bool IsCalledOutside(string number, string text, Invoice? read) => read is null
        ? text.Contains("NrKSeFN>", StringComparison.Ordinal) || text.Contains("NrKSeFZN>", StringComparison.Ordinal)
        : (read.Body.Correction?.CorrectedInvoices.Any(c => c.KsefNumber is null && c.Number == number) ?? false)
            || read.Body.AdvanceInvoices.OfType<OutsideAdvanceInvoice>().Any(a => a.Number == number);
}
