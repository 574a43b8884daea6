using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Hosting.Issuing;

/// <content>Correcting invoices, and technical corrections of refused files.</content>
public sealed partial class OfflineInvoicing
{
    private static readonly LocalDate Placeholder = LocalDatePattern.Iso.Parse(PlaceholderCorrectionBuilder.Date).Value;

    /// <summary>Corrects an invoice (<i>faktura korygująca</i>). Where the original has its KSeF number the correction is issued at once; else it is kept as a draft and issued, dated that day, when the number arrives.</summary>
    /// <param name="draft">The correction, naming the original by date and number (<c>InvoiceBuilder.Corrected(date, number, null)</c>); its KSeF number is filled in here, never <c>NrKSeFN</c>.</param>
    /// <param name="original">The invoice it corrects, in this taxpayer's queue.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    /// <exception cref="IssueRefusedException">The original is not in this queue (KO7012), the draft does not name it (KO7013), or as for issuing.</exception>
    public async Task<CorrectionDocument> IssueCorrectionAsync(InvoiceDraft draft, InvoiceKey original, IssueRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        request ??= IssueRequest.Offline;
        if (!draft.CanIssue) throw Refusal([.. draft.Findings.Where(f => f.Severity == FindingSeverity.Error)]);
        var corrected = await FindAsync(original, cancellationToken).ConfigureAwait(false) ?? throw Refusal([IssuingFindings.OfAnother(original, Taxpayer)]);
        var at = request.IssuedAt ?? Now;
        var invoice = draft.ToInvoice(at, _setup.SystemName);
        if (corrected.Acceptance is { Number: var number })
        {
            var issued = await IssueAsync(InvoiceDraft.Of(Naming(invoice, original, number.ToString()), _judging), request, cancellationToken).ConfigureAwait(false);
            return new CorrectionDocument(issued.Entry, issued);
        }
        return await KeepAsync(invoice, original, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Supplies a technical correction (<i>korekta techniczna</i>) of an invoice that KSeF refused for its form: the same content in a file that KSeF takes.</summary>
    /// <param name="key">The refused invoice.</param>
    /// <param name="fa3">The mended file; seller, kind, number, date and content stay as they were.</param>
    /// <param name="reason">What was mended.</param>
    /// <param name="actor">Who mended it.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    /// <exception cref="IssueRefusedException">No such invoice in this queue, the file is not valid, its content differs (KO5040, KO5041), or the entry waits for no correction.</exception>
    public async Task<OutboxEntry> CorrectTechnicallyAsync(InvoiceKey key, ReadOnlyMemory<byte> fa3, string reason, string actor, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is null) throw Refusal([IssuingFindings.OfAnother(key, Taxpayer)]);
        var person = new OutboxOperator(_setup.Outbox.Store, _setup.Outbox.Evidence);
        var outcome = await person.SupplyCorrectionAsync(key, ReadValid(fa3), reason, actor, Now, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsDone) throw Refusal([outcome.Refusal]);
        _running?.Wake();
        return outcome.Entry;
    }

    /// <summary>An invoice that stands in this queue and that the file calls one from outside KSeF; null where there is none.</summary>
    private async Task<Finding?> CalledOutsideAsync(IssuedInvoice invoice, CancellationToken cancellationToken)
    {
        if (invoice.Key.Type is InvoiceType.Vat or InvoiceType.Simplified or InvoiceType.Advance || !InvoiceReader.TryRead(invoice.Bytes.Span, out var read, out _)) return null;
        var named = read.Body.Correction?.CorrectedInvoices.Where(c => c.KsefNumber is null).Select(c => (c.Number, Element: "NrKSeFN")) ?? [];
        foreach (var (number, element) in named.Concat(read.Body.AdvanceInvoices.OfType<OutsideAdvanceInvoice>().Select(a => (a.Number, Element: "NrKSeFZN"))))
        {
            // The file names a number, not a kind: each kind that may bear it is asked for.
            foreach (var type in Enum.GetValues<InvoiceType>())
            {
                if (await FindAsync(new InvoiceKey(invoice.Key.SellerNip, type, number), cancellationToken).ConfigureAwait(false) is { State: not OutboxState.Withdrawn } entry)
                    return IssuingFindings.CalledOutside(invoice.Key, entry, element);
            }
        }
        return null;
    }

    private async Task<CorrectionDocument> KeepAsync(Invoice invoice, InvoiceKey original, IssueRequest request, CancellationToken cancellationToken)
    {
        var key = new InvoiceKey(invoice.Seller.Nip, invoice.Body.Type, invoice.Body.Number);
        var at = request.IssuedAt ?? Now;
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var advice = _advisor.Advise(page.Timeline, at);
        var mode = request.Mode ?? advice.WithoutKsef;
        var reason = request.Reason ?? advice[mode].Reason;
        var proposal = new ModeProposal(Taxpayer, key, mode, reason, request.Actor, advice);
        if (_setup.ModePolicy.Refuse(proposal) is { } refusal) throw Refusal([IssuingFindings.Refused(proposal, refusal)]);
        // Its date of issue is the day on which it will be issued.
        var template = Naming(invoice with { Body = invoice.Body with { IssueDate = Placeholder } }, original, PlaceholderCorrectionBuilder.Number);
        var prepared = CorrectionDrafts.Prepare(new DraftRequest(key, original, InvoiceWriter.ToBytes(template), _setup.Taxpayer, new ModeDecision(mode, reason, request.Actor, at), at) { Numbering = _setup.Numbering });
        // What will be issued one day is judged now, while somebody is there who can mend it.
        ReadValid(_setup.CorrectionBuilder.Build(prepared.Entry, KsefNumber.Create(original.SellerNip, WarsawTime.DateOf(at), 0), WarsawTime.DateOf(at)).Bytes);
        return await _setup.Outbox.Store.EnqueueAsync(prepared, cancellationToken).ConfigureAwait(false) switch
        {
            EnqueueOutcome.Added added => new CorrectionDocument(added.Entry, null),
            EnqueueOutcome.AlreadyPresent present when present.Entry.Taxpayer.Taxpayer == Taxpayer => new CorrectionDocument(present.Entry, null),
            EnqueueOutcome.Conflict conflict => throw Refusal([IssuingFindings.Taken(conflict)]),
            _ => throw Refusal([IssuingFindings.OfAnother(key, Taxpayer)]),
        };
    }

    private Invoice Naming(Invoice invoice, InvoiceKey original, string ksefNumber)
    {
        var key = new InvoiceKey(invoice.Seller.Nip, invoice.Body.Type, invoice.Body.Number);
        if (invoice.Body.Correction is not { } correction || correction.CorrectedInvoices.Count(c => c.Number == original.Number) != 1) throw Refusal([IssuingFindings.NotACorrection(key, original)]);
        var corrected = correction.CorrectedInvoices.Select(c => c.Number == original.Number ? c with { KsefNumber = ksefNumber } : c);
        return invoice with { Body = invoice.Body with { Correction = correction with { CorrectedInvoices = corrected.ToEquatableList() } } };
    }
}
