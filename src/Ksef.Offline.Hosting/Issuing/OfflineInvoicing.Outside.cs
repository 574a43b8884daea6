using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Registers;
using NodaTime;

namespace Ksef.Offline.Hosting.Issuing;

/// <content>Documents of a total failure (<i>awaria całkowita</i>), which are never sent.</content>
public sealed partial class OfflineInvoicing
{
    /// <summary>Records a document that was issued in a total failure, on paper or in any form: it gets its own reference, stands in the register and in JPK_V7 as issued outside KSeF, and is never sent.</summary>
    /// <param name="key">Seller, kind and number of the document.</param>
    /// <param name="issueDate">Its date of issue: a day of an announced total failure, which may be over by now.</param>
    /// <param name="actor">Who issued it.</param>
    /// <param name="document">The document where it is a file, for its hash; null for paper.</param>
    /// <param name="cancellationToken">Cancels; nothing is then recorded.</param>
    /// <exception cref="IssueRefusedException">No total failure is announced, or the policy refuses (KO7010).</exception>
    public async Task<OutsideDocument> RecordOutsideAsync(InvoiceKey key, LocalDate issueDate, string actor, ReadOnlyMemory<byte>? document = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var now = Now;
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var advice = _advisor.Advise(page.Timeline, MomentOf(issueDate, page.Timeline, now));
        var reason = advice[InvoicingMode.TotalFailure].Reason;
        var proposal = new ModeProposal(Taxpayer, key, InvoicingMode.TotalFailure, reason, actor, advice);
        if (_setup.ModePolicy.Refuse(proposal) is { } refusal) throw Refusal([IssuingFindings.Refused(proposal, refusal)]);
        var hash = document is { } bytes ? InvoiceHash.Of(bytes.Span) : (InvoiceHash?)null;
        return await _setup.Outbox.Register.RecordAsync(new OutsideDocument(_setup.Numbering.Next(issueDate), key.SellerNip, key.Number, issueDate, now, actor, reason, hash), cancellationToken).ConfigureAwait(false);
    }
    /// <summary>The latest moment of the day of issue, up to now, at which a total failure lasted: papers are often recorded when it is over.</summary>
    private static Instant MomentOf(LocalDate issueDate, AnnouncementTimeline timeline, Instant now)
    {
        var (day, after) = (WarsawTime.EndOf(issueDate.PlusDays(-1)), WarsawTime.EndOf(issueDate));
        var ends = timeline.Events.Where(e => e.Kind == AnnouncementKind.TotalFailure && e.Start < after && (e.End is not { } end || end > day)).Select(e => Instant.Min(e.End ?? after, after)).ToList();
        return ends.Count == 0 ? now : Instant.Min(now, ends.Max() - Duration.Epsilon);
    }
}
