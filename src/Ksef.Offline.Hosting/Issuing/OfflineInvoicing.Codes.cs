using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Hosting.Issuing;

/// <content>The codes of an invoice: made when it is issued, read again, and completed where they could not be made then.</content>
public sealed partial class OfflineInvoicing
{
    private const string CodePrefix = "code ";

    /// <summary>An issued invoice as it was handed over: the very codes that were printed, read from the evidence, and the current deadline. Null where there is none in this queue, or only a draft.</summary>
    /// <remarks>
    /// A code that was not needed at the issue and is needed now is made and recorded: KOD II of an online invoice that became an offline one because it could not be sent on its day, and both codes of a
    /// correction or settlement that waited as a draft. Only the first such call writes; afterwards the same codes come back. Without a certificate, or with one that is not valid now, KOD II stays null.
    /// </remarks>
    /// <param name="key">Seller, kind and number.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IssuedDocument?> FindDocumentAsync(InvoiceKey key, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } entry || entry.State == OutboxState.Blocked) return null;
        var invoice = IssuedInvoice.Read(entry.Bytes.Span);
        var (codeI, codeII) = await ReadCodesAsync(key, cancellationToken).ConfigureAwait(false);
        if (Missing(entry, invoice, codeI, codeII) is { Count: > 0 } missing)
        {
            var now = Now;
            await _setup.Outbox.Evidence.AppendAsync(
                EvidenceChains.Of(key), [.. missing.Select(code => new EvidenceDraft(now, entry.Mode.Actor, EvidenceKind.Issued, CodePrefix + code))], cancellationToken).ConfigureAwait(false);
            // Of two who made one at once both get the first.
            (codeI, codeII) = await ReadCodesAsync(key, cancellationToken).ConfigureAwait(false);
        }
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return new IssuedDocument(invoice, entry, _deadlines.Answer(entry.Question, page.Timeline), codeI, entry.Acceptance is null ? codeII : null, IsNew: false);
    }

    private async Task<(VerificationLink? CodeI, VerificationLink? CodeII)> ReadCodesAsync(InvoiceKey key, CancellationToken cancellationToken)
    {
        var codes = new List<VerificationLink>();
        await foreach (var record in _setup.Outbox.Evidence.ReadAsync(EvidenceChains.Of(key), cancellationToken).ConfigureAwait(false))
        {
            if (record.Kind == EvidenceKind.Issued && record.Text.StartsWith(CodePrefix, StringComparison.Ordinal) && VerificationLink.TryParse(record.Text[CodePrefix.Length..], out var link, out _)) codes.Add(link);
        }
        return (codes.FirstOrDefault(c => c.Kind == VerificationLinkKind.Invoice), codes.FirstOrDefault(c => c.Kind == VerificationLinkKind.Certificate));
    }

    /// <summary>The codes that the invoice needs by now and does not have. One that has its number, or will never be sent, needs no KOD II.</summary>
    private List<VerificationLink> Missing(OutboxEntry entry, IssuedInvoice invoice, VerificationLink? codeI, VerificationLink? codeII)
    {
        var missing = new List<VerificationLink>();
        if (entry.Mode.Mode == InvoicingMode.TotalFailure) return missing;
        if (codeI is null) missing.Add(VerificationLinks.ForInvoice(_setup.Environment, invoice));
        if (codeII is not null || !entry.IsOffline || OutboxStateMachine.IsFinal(entry.State) || _setup.Signer is not { } signer || signer.Certificate.CheckValidity(Now) is not null) return missing;
        missing.Add(VerificationLinks.ForCertificate(_setup.Environment, invoice, _setup.Taxpayer.Context, signer, Now));
        return missing;
    }

    private (VerificationLink? CodeI, VerificationLink? CodeII) Codes(IssuedInvoice invoice, InvoicingMode mode, Instant at)
    {
        if (mode == InvoicingMode.TotalFailure) return (null, null);
        var codeI = VerificationLinks.ForInvoice(_setup.Environment, invoice);
        return (codeI, _setup.Signer is { } signer && mode != InvoicingMode.Online ? VerificationLinks.ForCertificate(_setup.Environment, invoice, _setup.Taxpayer.Context, signer, at) : null);
    }
}
