using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;

namespace Panel.Invoices;

/// <summary>Collects what is known of an invoice: entry, deadline with its steps, the very codes that were printed, evidence.</summary>
internal sealed class InvoiceReader(IOutboxStore store, IEvidenceLog evidence, AnnouncementBook book, DeadlineEngine engine)
{
    private const string CodePrefix = "code ";

    public async Task<InvoiceView?> ReadAsync(InvoiceKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { } entry) return null;
        var history = new List<EvidenceRecord>();
        await foreach (var record in evidence.ReadAsync(EvidenceChains.Of(key), cancellationToken)) history.Add(record);
        var codes = Codes(history);
        var isDraft = entry.State == OutboxState.Blocked;
        return new InvoiceView(
            entry,
            isDraft ? null : engine.Answer(entry.Question, (await book.RefreshAsync(cancellationToken)).Timeline),
            codes.FirstOrDefault(c => c.Kind == VerificationLinkKind.Invoice),
            entry.Acceptance is null ? codes.FirstOrDefault(c => c.Kind == VerificationLinkKind.Certificate) : null,
            history, EvidenceChains.FirstBroken(history), isDraft ? null : Content(entry), isDraft ? [] : new InvoiceValidator(InvoiceValidatorOptions.Default).Validate(entry.Bytes.Span).Findings);
    }

    private static Invoice? Content(OutboxEntry entry) => Ksef.Offline.Invoices.Reading.InvoiceReader.TryRead(entry.Bytes.Span, out var invoice, out _) ? invoice : null;

    private static List<VerificationLink> Codes(IEnumerable<EvidenceRecord> history)
    {
        var codes = new List<VerificationLink>();
        foreach (var record in history)
            if (record.Kind == EvidenceKind.Issued && record.Text.StartsWith(CodePrefix, StringComparison.Ordinal) && VerificationLink.TryParse(record.Text[CodePrefix.Length..], out var link, out _)) codes.Add(link);
        return codes;
    }
}
