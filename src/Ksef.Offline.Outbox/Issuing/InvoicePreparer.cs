using System.Globalization;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Issuing;

/// <summary>Turns an issued file into an entry with its deadline and its first evidence. Pure: no key, no clock, no store. Thread-safe.</summary>
/// <param name="engine">The rules of deadlines.</param>
public sealed class InvoicePreparer(DeadlineEngine engine)
{
    /// <summary>Prepares an invoice for the outbox.</summary>
    /// <param name="request">The file, the mode, the moment.</param>
    /// <param name="announcements">The announcements known.</param>
    /// <returns>The entry, or findings KO5010 - KO5013.</returns>
    public Preparation Prepare(PrepareRequest request, BookPage announcements)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(announcements);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Mode.Reason, nameof(request));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Mode.Actor, nameof(request));
        var invoice = request.Invoice;
        var answer = engine.Answer(OutboxEntry.QuestionOf(request.Mode.Mode, invoice.IssueDate, request.IssuedAt), announcements.Timeline);
        var findings = Judge(request, answer);
        if (findings.Exists(f => f.Severity == FindingSeverity.Error)) return new Preparation(null, answer, findings);

        var lifted = answer.Kind == DeadlineKind.NoObligation;
        var entry = new OutboxEntry
        {
            Key = invoice.Key,
            Taxpayer = request.Taxpayer,
            Bytes = invoice.Bytes,
            Hash = invoice.Hash,
            IssueDate = invoice.IssueDate,
            IssuedAt = request.IssuedAt,
            Mode = request.Mode,
            Deadline = new EntryDeadline(answer.Deadline, announcements.Version),
            BuyerNip = invoice.BuyerNip,
            HasAttachment = invoice.HasAttachment,
            Reference = request.Numbering?.Next(invoice.IssueDate) ?? default,
            State = lifted ? OutboxState.Held : OutboxState.Issued,
            Note = lifted ? "a total failure was announced: a person must decide whether it is sent" : null,
        };
        return new Preparation(new PreparedInvoice(entry, Evidence(request, answer, announcements)), answer, findings);
    }

    private static List<EvidenceDraft> Evidence(PrepareRequest request, DeadlineAnswer answer, BookPage announcements)
    {
        var (mode, at) = (request.Mode, request.IssuedAt);
        var steps = string.Join(" | ", answer.Steps.Select(step => step.Text));
        var evidence = new List<EvidenceDraft>
        {
            new(at, mode.Actor, EvidenceKind.Issued, string.Create(CultureInfo.InvariantCulture, $"issued {request.Invoice.IssueDate:uuuu-MM-dd} as {request.Invoice.Hash}, {request.Invoice.Bytes.Length} bytes")),
            new(mode.At, mode.Actor, EvidenceKind.ModeDecided, $"{mode.Mode}: {mode.Reason}"),
            new(at, mode.Actor, EvidenceKind.DeadlineComputed, string.Create(CultureInfo.InvariantCulture, $"{answer.Deadline}; timeline {announcements.Version}; {steps}")),
        };
        evidence.AddRange(request.Codes.Select(code => new EvidenceDraft(at, mode.Actor, EvidenceKind.Issued, "code " + code)));
        return evidence;
    }

    private static List<Finding> Judge(PrepareRequest request, DeadlineAnswer answer)
    {
        var findings = new List<Finding>();
        var (invoice, mode) = (request.Invoice, request.Mode.Mode);
        var today = WarsawTime.DateOf(request.IssuedAt);
        void Add(string code, FindingSeverity severity, string path, string value, string basis, string message, string messagePl) => findings.Add(new Finding
        {
            Code = code,
            Severity = severity,
            Path = path,
            Value = value,
            Basis = basis,
            Message = message,
            MessagePl = messagePl,
        });

        if (mode == InvoicingMode.TotalFailure)
        {
            Add("KO5010", FindingSeverity.Error, "mode", mode.ToString(), "art. 106ng of the VAT Act",
                "A document of a total failure is never sent: record it in the register of outside documents instead.",
                "Dokument z awarii całkowitej nigdy nie jest przesyłany: należy go ująć w ewidencji dokumentów spoza KSeF.");
        }
        else if (answer.Kind == DeadlineKind.InvalidMode)
        {
            var because = string.Join(" ", answer.Findings.Select(f => f.Message));
            var becausePl = string.Join(" ", answer.Findings.Select(f => f.MessagePl));
            Add("KO5011", FindingSeverity.Error, "mode", mode.ToString(), "arts. 106nf, 106nh of the VAT Act",
                $"No announcement carries the mode {mode} on {invoice.IssueDate:uuuu-MM-dd}; offline24 needs none. {because}".TrimEnd(),
                $"Żaden komunikat nie uzasadnia trybu {mode} w dniu {invoice.IssueDate:uuuu-MM-dd}; tryb offline24 go nie wymaga. {becausePl}".TrimEnd());
        }
        if (invoice.IssueDate > today)
        {
            Add("KO5012", FindingSeverity.Error, "/Faktura/Fa/P_1", invoice.IssueDate.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), "API: invoice status 450",
                $"The date of issue lies after the day of issuing in Warsaw, {today:uuuu-MM-dd}: KSeF would refuse it.",
                $"Data wystawienia jest późniejsza niż dzień wystawienia w Warszawie, {today:uuuu-MM-dd}: KSeF odrzuciłby fakturę.");
        }
        else if (mode == InvoicingMode.Online && invoice.IssueDate < today)
        {
            Add("KO5013", FindingSeverity.Warning, "/Faktura/Fa/P_1", invoice.IssueDate.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), "art. 106nda(16) of the VAT Act",
                $"It is already {today:uuuu-MM-dd}: an online invoice sent later than its date of issue is treated as offline24.",
                $"Jest już {today:uuuu-MM-dd}: faktura online przesłana po dacie wystawienia jest traktowana jak offline24.");
        }
        return findings;
    }
}
