using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Diagnostics;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Issuing;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>The few verbs of an ERP: issue, correct, send what is due, find, report. One object a taxpayer; works with <c>new</c> as well as from the container.</summary>
/// <remarks>Issuing is storing: when a call returns, the invoice is in the outbox, durably, with its codes and its deadline. Thread-safe.</remarks>
public sealed partial class OfflineInvoicing
{
    private readonly OfflineInvoicingSetup _setup;
    private volatile Dispatcher? _running;
    private readonly AnnouncementBook _book;
    private readonly DeadlineEngine _deadlines;
    private readonly InvoicePreparer _preparer;
    private readonly ModeAdvisor _advisor;
    private readonly InvoiceValidatorOptions _judging;
    private readonly InvoiceValidator _validator;

    /// <summary>Puts the verbs together.</summary>
    /// <param name="setup">Taxpayer, environment, outbox, gateway and keys.</param>
    public OfflineInvoicing(OfflineInvoicingSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _setup = setup;
        _book = new AnnouncementBook(setup.Outbox.Announcements);
        _deadlines = new DeadlineEngine(setup.Policies);
        _preparer = new InvoicePreparer(_deadlines);
        _advisor = new ModeAdvisor(setup.Policies);
        _judging = setup.Validation with { Environment = setup.Environment };
        _validator = new InvoiceValidator(_judging);
    }

    /// <summary>The taxpayer's name.</summary>
    public string Taxpayer => _setup.Taxpayer.Taxpayer;

    /// <summary>Issues a draft: validates it, fixes the bytes, decides the mode, computes the deadline, signs the codes and stores everything.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    /// <exception cref="IssueRefusedException">The draft has an error by the rules of the environment, the mode is not open, the policy refuses, the number is taken by other bytes (KO7011), or a correction or settlement calls an
    /// invoice of this queue one from outside KSeF (KO7014: use <see cref="IssueCorrectionAsync(InvoiceDraft, InvoiceKey, IssueRequest?, CancellationToken)"/> or <see cref="IssueSettlementAsync"/>).</exception>
    public async Task<IssuedDocument> IssueAsync(InvoiceDraft draft, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        await IssueAsync(BytesOf(draft, request), request, cancellationToken).ConfigureAwait(false);

    /// <summary>Issues ready FA(3) bytes, made by the ERP itself: they are validated and then kept exactly as they are.</summary>
    /// <param name="fa3">The file.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    /// <exception cref="IssueRefusedException">As for a draft.</exception>
    public async Task<IssuedDocument> IssueAsync(ReadOnlyMemory<byte> fa3, IssueRequest? request = null, CancellationToken cancellationToken = default) =>
        await IssueAsync(Read(fa3), request, cancellationToken).ConfigureAwait(false);

    /// <summary>Everything of issuing but the storing: validates by the rules of the environment, decides, computes and signs, outside any transaction. Store it with <c>SqlOutboxStore.EnqueueAsync(document.Prepared, transaction, ct)</c>.</summary>
    /// <param name="invoice">The issued bytes.</param>
    /// <param name="request">Mode, reason, actor; null for <see cref="IssueRequest.Offline"/>.</param>
    /// <param name="cancellationToken">Cancels the reading of announcements.</param>
    /// <exception cref="IssueRefusedException">As for issuing, but for the number, which only the store can judge.</exception>
    public async Task<PreparedDocument> PrepareAsync(IssuedInvoice invoice, IssueRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        request ??= IssueRequest.Offline;
        var at = request.IssuedAt ?? Now;
        var found = Judge(invoice.Bytes.Span);
        if (await CalledOutsideAsync(invoice, cancellationToken).ConfigureAwait(false) is { } outside) throw Refusal([outside]);
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var advice = _advisor.Advise(page.Timeline, at);
        var mode = request.Mode ?? advice.WithoutKsef;
        var reason = request.Reason ?? advice[mode].Reason;
        var proposal = new ModeProposal(Taxpayer, invoice.Key, mode, reason, request.Actor, advice);
        if (_setup.ModePolicy.Refuse(proposal) is { } refusal) throw Refusal([IssuingFindings.Refused(proposal, refusal)]);
        var (codeI, codeII) = Codes(invoice, mode, at);
        var preparation = _preparer.Prepare(
            new PrepareRequest(invoice, _setup.Taxpayer, new ModeDecision(mode, reason, request.Actor, at), at)
            {
                Numbering = _setup.Numbering,
                Codes = [.. new[] { codeI, codeII }.OfType<VerificationLink>().Select(c => c.ToString())],
            },
            page);
        return preparation.Prepared is { } prepared
            ? new PreparedDocument(invoice, prepared, preparation.Deadline, codeI, codeII, [.. found, .. Doubts(invoice, mode), .. preparation.Findings])
            : throw Refusal(preparation.Findings);
    }

    /// <summary>Sends everything that is due and waits until nothing is pending: for applications without a background worker, and for "send now".</summary>
    /// <param name="progress">Told of each entry whose state or deadline changed; null for nobody.</param>
    /// <param name="cancellationToken">Stops gracefully.</param>
    public Task SendDueAsync(IProgress<OutboxEntry>? progress = null, CancellationToken cancellationToken = default) =>
        CreateDispatcher(progress).RunUntilDrainedAsync(cancellationToken);

    /// <summary>Tells the sending worker of this process that something was stored in a transaction of the application's own, so that it does not wait out its pause. Without a worker it does nothing.</summary>
    public void Wake() => _running?.Wake();

    /// <summary>The entry of an invoice, with its bytes, or null; always within this taxpayer's queue.</summary>
    /// <param name="key">Seller, kind and number.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<OutboxEntry?> FindAsync(InvoiceKey key, CancellationToken cancellationToken = default) =>
        await _setup.Outbox.Store.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && entry.Taxpayer.Taxpayer == Taxpayer ? entry : null;

    /// <summary>The first entry that a query finds, with its bytes, or null: by KSeF number, own reference, hash.</summary>
    /// <param name="query">What to look for; always within this taxpayer's queue.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<OutboxEntry?> FindAsync(OutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var entry in _setup.Outbox.Store.ReadAsync(query with { Taxpayer = Taxpayer, Max = 1, WithBytes = true }, cancellationToken).ConfigureAwait(false)) return entry;
        return null;
    }

    /// <summary>Sends the queue until it is told to stop; whatever is issued here meanwhile wakes it.</summary>
    internal async Task RunAsync(ILogger<Dispatcher>? logger, CancellationToken stoppingToken)
    {
        var dispatcher = _running = CreateDispatcher(null, logger);
        await dispatcher.RunAsync(stoppingToken).ConfigureAwait(false);
    }

    internal OfflineInvoicingSetup Setup => _setup;

    internal Task<BookPage> ReadAnnouncementsAsync(CancellationToken cancellationToken) => _book.RefreshAsync(cancellationToken);

    private Dispatcher CreateDispatcher(IProgress<OutboxEntry>? progress, ILogger<Dispatcher>? logger = null) => new(
        _setup.Outbox.Store, _setup.Outbox.Announcements, [new TaxpayerLane(_setup.Taxpayer, _setup.Gateway)], _setup.Dispatching, _setup.Time, deadlines: _deadlines,
        drafts: new DraftRelease(_setup.Outbox.Store, _setup.Outbox.Evidence, _setup.DraftBuilder, _deadlines, Taxpayer), progress: progress, logger: logger,
        schedules: new SendScheduleBook(_setup.Outbox.Evidence));

    private Instant Now => _setup.Time.GetUtcNow().ToInstant();

    private async Task<IssuedDocument> IssueAsync(IssuedInvoice invoice, IssueRequest? request, CancellationToken cancellationToken)
    {
        using var activity = HostingTelemetry.Activities.StartActivity("ksef.offline.issue");
        activity?.SetTag(HostingTelemetry.TaxpayerTag, Taxpayer);
        try
        {
            var document = await PrepareAsync(invoice, request, cancellationToken).ConfigureAwait(false);
            var mode = document.Prepared.Entry.Mode.Mode.ToString();
            activity?.SetTag(HostingTelemetry.ModeTag, mode);
            return await StoreAsync(document, mode, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            HostingTelemetry.Failed(activity, failed is IssueRefusedException { Findings: [var first, ..] } ? first.Code : failed.GetType().FullName!);
            throw;
        }
    }

    private async Task<IssuedDocument> StoreAsync(PreparedDocument document, string mode, CancellationToken cancellationToken)
    {
        switch (await _setup.Outbox.Store.EnqueueAsync(document.Prepared, cancellationToken).ConfigureAwait(false))
        {
            case EnqueueOutcome.Added added:
                HostingTelemetry.Issued.Add(1, new(HostingTelemetry.TaxpayerTag, Taxpayer), new(HostingTelemetry.ModeTag, mode));
                _running?.Wake();
                return document.Stored(added.Entry, isNew: true);
            case EnqueueOutcome.AlreadyPresent present when present.Entry.Taxpayer.Taxpayer == Taxpayer:
                return document.Stored(present.Entry, isNew: false);
            case EnqueueOutcome.AlreadyPresent:
                throw Refusal([IssuingFindings.OfAnother(document.Invoice.Key, Taxpayer)]);
            case EnqueueOutcome.Conflict conflict:
                throw Refusal([IssuingFindings.Taken(conflict)]);
            case var other:
                throw new InvalidOperationException($"The store answered {other}.");
        }
    }

    private IssueRefusedException Refusal(IReadOnlyList<Finding> findings)
    {
        HostingTelemetry.Refused.Add(1, new(HostingTelemetry.TaxpayerTag, Taxpayer), new("ksef.finding", findings.Count > 0 ? findings[0].Code : "none"));
        return new IssueRefusedException(findings);
    }

    /// <summary>Judges a file by the rules of the environment: refuses what KSeF would reject, returns what else was found.</summary>
    private IReadOnlyList<Finding> Judge(ReadOnlySpan<byte> fa3)
    {
        var verdict = _validator.Validate(fa3);
        return verdict.IsValid ? verdict.Findings : throw Refusal([.. verdict.Findings.Where(f => f.Severity == FindingSeverity.Error)]);
    }

    private IEnumerable<Finding> Doubts(IssuedInvoice invoice, InvoicingMode mode)
    {
        if (_setup.Signer is null && mode is not (InvoicingMode.Online or InvoicingMode.TotalFailure)) yield return IssuingFindings.WithoutCodeII(invoice.Key);
        if (_setup.Taxpayer.Context is { Type: VerificationContextType.Nip } context && context.Value != invoice.Key.SellerNip.ToString() && !IssuesForTheSeller(invoice, context.Value))
            yield return IssuingFindings.AnotherSeller(invoice.Key, context.Value);
    }

    /// <summary>Whether the buyer issues in the name of the seller (<c>P_17</c>) and is the one that the queue logs in for.</summary>
    private static bool IssuesForTheSeller(IssuedInvoice invoice, string nip) =>
        invoice.BuyerNip?.ToString() == nip && InvoiceReader.TryRead(invoice.Bytes.Span, out var read, out _) && read.Body.Annotations.SelfInvoicing;

    private IssuedInvoice ReadValid(ReadOnlyMemory<byte> fa3)
    {
        Judge(fa3.Span);
        return IssuedInvoice.TryRead(fa3.Span, out var invoice, out var findings) ? invoice : throw Refusal(findings);
    }
}
