using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;

namespace Ksef.Offline.Hosting.Issuing;

/// <content>Preparing for a transaction of the application's own, from a draft or from ready bytes.</content>
public sealed partial class OfflineInvoicing
{
    /// <summary>Fixes the bytes of a draft and prepares them as <see cref="PrepareAsync(IssuedInvoice, IssueRequest, CancellationToken)"/> does; the bytes are <see cref="PreparedDocument.Invoice"/>. Each call makes other bytes: prepare once.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels the reading of announcements.</param>
    /// <exception cref="IssueRefusedException">As for issuing, but for the number, which only the store can judge.</exception>
    public async Task<PreparedDocument> PrepareAsync(InvoiceDraft draft, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        await PrepareAsync(BytesOf(draft, request), request, cancellationToken).ConfigureAwait(false);

    /// <summary>Prepares ready FA(3) bytes as <see cref="PrepareAsync(IssuedInvoice, IssueRequest, CancellationToken)"/> does; they are kept exactly as they are.</summary>
    /// <param name="fa3">The file.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels the reading of announcements.</param>
    /// <exception cref="IssueRefusedException">As for issuing, but for the number, which only the store can judge.</exception>
    public async Task<PreparedDocument> PrepareAsync(ReadOnlyMemory<byte> fa3, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        await PrepareAsync(Read(fa3), request, cancellationToken).ConfigureAwait(false);

    private IssuedInvoice BytesOf(InvoiceDraft draft, IssueRequest? request)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!draft.CanIssue) throw Refusal([.. draft.Findings.Where(f => f.Severity == FindingSeverity.Error)]);
        return draft.Issue(request?.IssuedAt ?? Now, _setup.SystemName);
    }

    private IssuedInvoice Read(ReadOnlyMemory<byte> fa3) => IssuedInvoice.TryRead(fa3.Span, out var invoice, out _) ? invoice : ReadValid(fa3);
}
