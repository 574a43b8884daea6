using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>The closing report of an announced incident: every invoice that it touched, its deadline without and with it, what became of it, and what is still open.</summary>
/// <param name="Event">The announcement as it counts now.</param>
/// <param name="Issued">Every invoice issued while it lasted, the most urgent first.</param>
/// <param name="Counts">How many of those issued are in each state.</param>
/// <param name="Late">Of those affected, the ones that were sent after their last day.</param>
/// <param name="LastNumberAt">When the last of them was sent, by KSeF's word; null where none was.</param>
/// <param name="Affected">All that the incident touched: those issued while it lasted, and those that waited and whose deadline it moved; by key.</param>
public sealed record IncidentReport(
    Announcement Event, IReadOnlyList<ReportLine> Issued, IReadOnlyDictionary<OutboxState, int> Counts, IReadOnlyList<ReportLine> Late, Instant? LastNumberAt, IReadOnlyList<AffectedInvoice> Affected)
{
    /// <summary>How many of those affected still wait for a number or a person.</summary>
    public int Open => Affected.Count(l => !OutboxStateMachine.IsFinal(l.State));

    /// <summary>True where the incident is over and nothing of it is open: the report can be signed.</summary>
    public bool MayBeClosed => Event.End is not null && Open == 0;
}
