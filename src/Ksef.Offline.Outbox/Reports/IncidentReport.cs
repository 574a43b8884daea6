using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>The closing report of an announced incident: what was issued while it lasted, what became of it, and what is still open.</summary>
/// <param name="Event">The announcement as it counts now.</param>
/// <param name="Issued">Every invoice issued while it lasted, the most urgent first.</param>
/// <param name="Counts">How many of them are in each state.</param>
/// <param name="Late">Those that reached KSeF after their last day.</param>
/// <param name="LastNumberAt">When the last of them got its number; null where none has.</param>
public sealed record IncidentReport(Announcement Event, IReadOnlyList<ReportLine> Issued, IReadOnlyDictionary<OutboxState, int> Counts, IReadOnlyList<ReportLine> Late, Instant? LastNumberAt)
{
    /// <summary>How many still wait for a number or a person.</summary>
    public int Open => Issued.Count(l => !OutboxStateMachine.IsFinal(l.State));

    /// <summary>True where the incident is over and nothing of it is open: the report can be signed.</summary>
    public bool MayBeClosed => Event.End is not null && Open == 0;
}
