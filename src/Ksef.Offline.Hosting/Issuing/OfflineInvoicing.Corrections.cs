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

/// <content>Correcting invoices and settlements, which name others by their KSeF numbers, and technical corrections of refused files.</content>
public sealed partial class OfflineInvoicing
{
    private static readonly LocalDate Placeholder = LocalDatePattern.Iso.Parse(PlaceholderDraftBuilder.Date).Value;

    /// <summary>Corrects an invoice (<i>faktura korygująca</i>). Where the original has its KSeF number the correction is issued at once; else it is kept as a draft and issued, dated that day, when the number arrives.</summary>
    /// <param name="draft">The correction, naming the original by date and number (<c>InvoiceBuilder.Corrected(date, number, null)</c>); its KSeF number is filled in here, never <c>NrKSeFN</c>.</param>
    /// <param name="original">The invoice it corrects, in this taxpayer's queue.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    /// <exception cref="IssueRefusedException">The original is not in this queue (KO7012), the draft does not name it (KO7013), or as for issuing.</exception>
    public Task<DraftedDocument> IssueCorrectionAsync(InvoiceDraft draft, InvoiceKey original, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        IssueNamingAsync(draft, [original], request, cancellationToken);

    /// <summary>Corrects several invoices by one (<i>zbiorcza faktura korygująca</i>), or a settlement together with its advances (<c>KOR_ROZ</c>): issued at once where all of them have their KSeF numbers, else when the last number arrives.</summary>
    /// <param name="draft">The correction, naming each by number as for one original, an advance as for a settlement.</param>
    /// <param name="originals">The invoices of this taxpayer's queue that it names; others keep what the draft says of them.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    /// <exception cref="IssueRefusedException">As for one original.</exception>
    public Task<DraftedDocument> IssueCorrectionAsync(InvoiceDraft draft, IReadOnlyList<InvoiceKey> originals, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        IssueNamingAsync(draft, originals, request, cancellationToken);

    /// <summary>Settles advances (<i>faktura rozliczeniowa</i>, <c>ROZ</c>; also the last advance of a full series). Where all of them have their KSeF numbers it is issued at once; else it is kept as a draft and issued, dated that day, when the last number arrives.</summary>
    /// <param name="draft">The settlement, naming each advance by its number (<c>Settles(new OutsideAdvanceInvoice(number), totals)</c>); the KSeF numbers (<c>NrKSeFFaZaliczkowej</c>) are filled in here, never <c>NrKSeFZN</c>.</param>
    /// <param name="advances">The advances in this taxpayer's queue; one that is not listed here keeps what the draft says of it.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    /// <exception cref="IssueRefusedException">An advance is not in this queue (KO7012), the draft does not name it (KO7013), or as for issuing.</exception>
    public Task<DraftedDocument> IssueSettlementAsync(InvoiceDraft draft, IReadOnlyList<InvoiceKey> advances, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        IssueNamingAsync(draft, advances, request, cancellationToken);

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
        if (invoice.Key.Type is InvoiceType.Vat or InvoiceType.Simplified || !InvoiceReader.TryRead(invoice.Bytes.Span, out var read, out _)) return null;
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

    private async Task<DraftedDocument> IssueNamingAsync(InvoiceDraft draft, IReadOnlyList<InvoiceKey> named, IssueRequest? request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(named);
        if (named.Count == 0) throw new ArgumentException("Say which invoices of the queue the draft names; one that names none is issued by IssueAsync.", nameof(named));
        request ??= IssueRequest.Offline;
        if (!draft.CanIssue) throw Refusal([.. draft.Findings.Where(f => f.Severity == FindingSeverity.Error)]);
        var numbers = new Dictionary<InvoiceKey, string>();
        var awaited = new List<InvoiceKey>();
        foreach (var key in named.Distinct())
        {
            var entry = await FindAsync(key, cancellationToken).ConfigureAwait(false) ?? throw Refusal([IssuingFindings.OfAnother(key, Taxpayer)]);
            numbers[key] = entry.Acceptance?.Number.ToString() ?? PlaceholderDraftBuilder.NumberOf(awaited.Count);
            if (entry.Acceptance is null) awaited.Add(key);
        }
        var invoice = Naming(draft.ToInvoice(request.IssuedAt ?? Now, _setup.SystemName), numbers);
        if (awaited.Count > 0) return await KeepAsync(invoice, awaited, request, cancellationToken).ConfigureAwait(false);
        var issued = await IssueAsync(InvoiceDraft.Of(invoice, _judging), request, cancellationToken).ConfigureAwait(false);
        return new DraftedDocument(issued.Entry, issued);
    }

    private async Task<DraftedDocument> KeepAsync(Invoice invoice, IReadOnlyList<InvoiceKey> awaited, IssueRequest request, CancellationToken cancellationToken)
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
        var file = InvoiceWriter.ToBytes(invoice with { Body = invoice.Body with { IssueDate = Placeholder } });
        var template = PlaceholderDraftBuilder.Template(file, awaited);
        var prepared = CorrectionDrafts.Prepare(new DraftRequest(key, awaited, template, _setup.Taxpayer, new ModeDecision(mode, reason, request.Actor, at), at) { Numbering = _setup.Numbering });
        // What will be issued one day is judged now, while somebody is there who can mend it.
        var today = WarsawTime.DateOf(at);
        var trial = _setup.DraftBuilder.Build(prepared.Entry, awaited.Index().ToDictionary(a => a.Item, a => KsefNumber.Create(a.Item.SellerNip, today, a.Index)), today);
        ReadValid(trial.Bytes);
        if (await CalledOutsideAsync(trial, cancellationToken).ConfigureAwait(false) is { } outside) throw Refusal([outside]);
        return await _setup.Outbox.Store.EnqueueAsync(prepared, cancellationToken).ConfigureAwait(false) switch
        {
            EnqueueOutcome.Added added => new DraftedDocument(added.Entry, null),
            EnqueueOutcome.AlreadyPresent present when present.Entry.Taxpayer.Taxpayer == Taxpayer => new DraftedDocument(present.Entry, null),
            EnqueueOutcome.Conflict conflict => throw Refusal([IssuingFindings.Taken(conflict)]),
            _ => throw Refusal([IssuingFindings.OfAnother(key, Taxpayer)]),
        };
    }

    /// <summary>The invoice with the KSeF numbers of the named ones: in <c>NrKSeFFaKorygowanej</c> of what it corrects, in <c>NrKSeFFaZaliczkowej</c> of what it settles. Each must be named there once.</summary>
    private Invoice Naming(Invoice invoice, IReadOnlyDictionary<InvoiceKey, string> numbers)
    {
        var corrected = invoice.Body.Correction?.CorrectedInvoices ?? [];
        var advances = invoice.Body.AdvanceInvoices;
        foreach (var key in numbers.Keys)
        {
            if (corrected.Count(c => Corrects(key, c)) + advances.Count(a => Settles(key, a)) != 1)
                throw Refusal([IssuingFindings.NotNamed(new InvoiceKey(invoice.Seller.Nip, invoice.Body.Type, invoice.Body.Number), key)]);
        }
        var body = invoice.Body with { AdvanceInvoices = advances.Select(a => numbers.Where(n => Settles(n.Key, a)).Select(n => new KsefAdvanceInvoice(n.Value)).FirstOrDefault() ?? a).ToEquatableList() };
        if (body.Correction is { } correction)
        {
            var named = corrected.Select(c => c with { KsefNumber = numbers.Where(n => Corrects(n.Key, c)).Select(n => n.Value).FirstOrDefault() ?? c.KsefNumber });
            body = body with { Correction = correction with { CorrectedInvoices = named.ToEquatableList() } };
        }
        return invoice with { Body = body };

        static bool Corrects(InvoiceKey key, CorrectedInvoice reference) => reference.Number == key.Number;
        // What is settled is an advance; another invoice of that number is not meant.
        static bool Settles(InvoiceKey key, AdvanceInvoiceReference reference) =>
            key.Type is InvoiceType.Advance or InvoiceType.AdvanceCorrection && reference is OutsideAdvanceInvoice outside && outside.Number == key.Number;
    }
}
