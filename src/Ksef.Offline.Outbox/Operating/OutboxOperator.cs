using System.Globalization;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Operating;

/// <summary>What a person may do to an entry: each verb with actor, reason and moment, each in the evidence. Thread-safe.</summary>
/// <remarks>A verb takes the lease of its entry for a moment. While a worker is at it the verb is refused (KO5031) and nothing has happened: try again.</remarks>
/// <param name="store">The store of the entries.</param>
/// <param name="evidence">The evidence.</param>
public sealed class OutboxOperator(IOutboxStore store, IEvidenceLog evidence)
{
    private static readonly Duration Hold = Duration.FromSeconds(30);

    /// <summary>Sets an entry aside: nobody sends it before it is released.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task<OperatorOutcome> HoldAsync(InvoiceKey key, string reason, string actor, Instant now, CancellationToken cancellationToken) =>
        ApplyAsync(key, new OutboxEvent.Held(now, Said(actor), Said(reason)), cancellationToken);

    /// <summary>Releases a held entry: it is sent where nothing of it can be in KSeF, else looked for first.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task<OperatorOutcome> ReleaseAsync(InvoiceKey key, string reason, string actor, Instant now, CancellationToken cancellationToken) =>
        ApplyAsync(key, new OutboxEvent.Released(now, Said(actor), Said(reason)), cancellationToken);

    /// <summary>Withdraws an entry for good. Refused while it may be in KSeF.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task<OperatorOutcome> WithdrawAsync(InvoiceKey key, string reason, string actor, Instant now, CancellationToken cancellationToken) =>
        ApplyAsync(key, new OutboxEvent.Withdrawn(now, Said(actor), Said(reason)), cancellationToken);

    /// <summary>After a look into a number collision: search KSeF again by hash. Withdraw instead where the number belongs to another document.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="reason">What was found.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task<OperatorOutcome> ReexamineCollisionAsync(InvoiceKey key, string reason, string actor, Instant now, CancellationToken cancellationToken) =>
        ApplyAsync(key, new OutboxEvent.CollisionReexamined(now, Said(actor), Said(reason)), cancellationToken);

    /// <summary>Supplies a technical correction (<i>korekta techniczna</i>) of a refused offline invoice: the same content in a file that KSeF takes.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="corrected">The mended file.</param>
    /// <param name="reason">What was mended.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    /// <returns>Refused with KO5040 - KO5042 where the content changed.</returns>
    public Task<OperatorOutcome> SupplyCorrectionAsync(InvoiceKey key, IssuedInvoice corrected, string reason, string actor, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(corrected);
        Said(reason);
        Said(actor);
        return ApplyAsync(
            key, entry => (new OutboxEvent.CorrectionSupplied(now, actor, new FixedBytes(corrected.Bytes, corrected.Hash, corrected.IssueDate), reason), TechnicalCorrectionGuard.Check(entry, corrected)),
            now, actor, cancellationToken);
    }

    /// <summary>Issues an invoice that waited as a draft, now that the invoices it names have their numbers.</summary>
    /// <param name="key">The draft.</param>
    /// <param name="invoice">The correcting invoice or settlement; it must name the numbers (<c>NrKSeFFaKorygowanej</c>, <c>NrKSeFFaZaliczkowej</c>).</param>
    /// <param name="numbers">The KSeF numbers of the invoices that it waited for.</param>
    /// <param name="engine">The rules of deadlines.</param>
    /// <param name="announcements">The announcements known.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    /// <returns>Refused with KO5043 or KO5044 where the file does not fit the draft, with KO5045 in a total failure.</returns>
    public Task<OperatorOutcome> IssueDraftAsync(
        InvoiceKey key, IssuedInvoice invoice, IReadOnlyDictionary<InvoiceKey, KsefNumber> numbers, DeadlineEngine engine, BookPage announcements, string actor, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(announcements);
        Said(actor);
        return ApplyAsync(
            key,
            entry => CorrectionDrafts.Issue(entry, invoice, numbers, engine, announcements, actor, now) is { } issued
                ? (issued, CorrectionDrafts.Check(entry, invoice, numbers))
                : (new OutboxEvent.LeaseEnded(now, actor), [OutboxFindings.DraftUnusable(entry, "a total failure is announced, in which nothing is issued for KSeF.")]),
            now, actor, cancellationToken);
    }

    /// <summary>Tells a person that a draft waits for an invoice that will get no number: it goes on waiting until it is withdrawn, or the number comes after all.</summary>
    internal Task<OperatorOutcome> TellInVainAsync(InvoiceKey key, string reason, string actor, Instant now, CancellationToken cancellationToken) =>
        ApplyAsync(key, new OutboxEvent.OriginalLost(now, Said(actor), Said(reason)), cancellationToken);

    /// <summary>Records that the document was handed over to the buyer.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="at">When it was handed over.</param>
    /// <param name="how">How: paper, mail, EDI ...</param>
    /// <param name="actor">Who records it.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task<OperatorOutcome> RecordHandOverAsync(InvoiceKey key, Instant at, string how, string actor, CancellationToken cancellationToken) =>
        DeliverAsync(key, new Delivery(null, at, Said(how)), new EvidenceDraft(at, Said(actor), EvidenceKind.Delivery, "handed over: " + how), cancellationToken);

    /// <summary>Records that the document was printed or shown with its codes.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task<OperatorOutcome> RecordPrintAsync(InvoiceKey key, Instant at, string actor, CancellationToken cancellationToken) =>
        DeliverAsync(key, new Delivery(at, null, null), new EvidenceDraft(at, Said(actor), EvidenceKind.Delivery, "printed"), cancellationToken);

    /// <summary>Attaches a file or a note to the evidence of an invoice or an incident: a screenshot, a provider's ticket.</summary>
    /// <param name="chain">The chain: see <see cref="EvidenceChains"/>.</param>
    /// <param name="note">What it shows; no secret, no personal data.</param>
    /// <param name="file">The file, or null for a note alone.</param>
    /// <param name="name">The name of the file; null without.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then written.</param>
    public async Task<EvidenceRecord> AttachAsync(string chain, string note, ReadOnlyMemory<byte>? file, string? name, string actor, Instant now, CancellationToken cancellationToken)
    {
        var draft = new EvidenceDraft(now, Said(actor), EvidenceKind.Attachment, Said(note), file, file is null ? null : Path.GetFileName(Said(name)));
        return (await evidence.AppendAsync(chain, [draft], cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Writes the head over all heads of a day to the chain <see cref="EvidenceChains.Daily"/>: exported and kept elsewhere, it shows a chain whose end was cut off.</summary>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">When; its day in Warsaw names the record.</param>
    /// <param name="cancellationToken">Cancels; nothing is then written.</param>
    public async Task<EvidenceRecord> SealDayAsync(string actor, Instant now, CancellationToken cancellationToken)
    {
        var heads = new List<EvidenceHead>();
        await foreach (var head in evidence.ReadHeadsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (head.Chain != EvidenceChains.Daily) heads.Add(head);
        }
        var text = string.Create(CultureInfo.InvariantCulture, $"{WarsawTime.DateOf(now):uuuu-MM-dd}: {heads.Count} chains, head over all {EvidenceChains.HeadOver(heads)}");
        return (await evidence.AppendAsync(EvidenceChains.Daily, [new EvidenceDraft(now, Said(actor), EvidenceKind.DailyHead, text)], cancellationToken).ConfigureAwait(false))[0];
    }

    private Task<OperatorOutcome> ApplyAsync(InvoiceKey key, OutboxEvent happened, CancellationToken cancellationToken) =>
        ApplyAsync(key, _ => (happened, []), happened.At, happened.Actor, cancellationToken);

    private async Task<OperatorOutcome> ApplyAsync(
        InvoiceKey key, Func<OutboxEntry, (OutboxEvent Happened, IReadOnlyList<Finding> Findings)> decide, Instant now, string actor, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } known) return Refused(null, OutboxFindings.NoSuchEntry(key));
        var leased = await store.LeaseAsync(new LeaseRequest(known.Taxpayer.Taxpayer, now, Hold, 1, "operator " + actor, [key]), cancellationToken).ConfigureAwait(false);
        if (leased.Count == 0) return Refused(known, OutboxFindings.Busy(known));
        // Leasing an issued entry makes it leased; a refusal must hand it back as it was.
        var entry = leased[0].Entry;
        var back = EntryTransitions.Apply(entry, new OutboxEvent.LeaseEnded(now, actor, entry.NextAttempt));
        var (happened, findings, refusal) = (default(OutboxEvent)!, (IReadOnlyList<Finding>)[], default(Finding));
        var committed = false;
        try
        {
            (happened, findings) = decide(entry);
            refusal = findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error);
            if (refusal is null && EntryTransitions.TryApply(entry, happened, out var transition, out refusal))
            {
                committed = (await store.CommitAsync([new LeaseCommit(leased[0], transition)], now, cancellationToken).ConfigureAwait(false))[0];
                return committed ? new OperatorOutcome(transition.After, null, findings) : Refused(known, OutboxFindings.Busy(known));
            }
        }
        finally
        {
            if (!committed) await store.CommitAsync([new LeaseCommit(leased[0], back)], now, CancellationToken.None).ConfigureAwait(false);
        }
        // What a person is told speaks of the entry as it stands, not of the lease that this verb took.
        return Refused(known, findings.Contains(refusal!) || EntryTransitions.TryApply(known, happened, out _, out var said) ? refusal! : said);
    }

    private async Task<OperatorOutcome> DeliverAsync(InvoiceKey key, Delivery delivery, EvidenceDraft draft, CancellationToken cancellationToken) =>
        await store.RecordDeliveryAsync(key, delivery, draft, cancellationToken).ConfigureAwait(false)
            ? new OperatorOutcome(await store.FindAsync(key, cancellationToken).ConfigureAwait(false), null, [])
            : Refused(null, OutboxFindings.NoSuchEntry(key));

    private static OperatorOutcome Refused(OutboxEntry? entry, Finding refusal) => new(entry, refusal, []);

    private static string Said(string? text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text;
    }
}
