using System.Runtime.CompilerServices;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>Reports over the outbox. Reads only; thread-safe.</summary>
/// <param name="store">The store of the entries.</param>
/// <param name="outside">The documents of a total failure.</param>
/// <param name="engine">The rules of deadlines.</param>
/// <param name="jpk">The rules of JPK markers.</param>
public sealed class OutboxReporter(IOutboxStore store, IRegister outside, DeadlineEngine engine, JpkRules jpk)
{
    /// <summary>How the outbox stands at an instant, all taxpayers together.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<OutboxReport> StandAsync(Instant at, CancellationToken cancellationToken) => StandAsync(at, OutboxQuery.All, cancellationToken);

    /// <summary>How a part of the outbox stands at an instant, for example one taxpayer's queue.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="query">Which entries.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<OutboxReport> StandAsync(Instant at, OutboxQuery query, CancellationToken cancellationToken)
    {
        var counts = OutboxStateMachine.States.ToDictionary(s => s, _ => 0);
        var lines = new List<ReportLine>();
        var volumes = new Dictionary<(YearMonth, InvoicingMode), (int Issued, int Accepted)>();
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            counts[entry.State]++;
            var slot = (entry.IssueDate.ToYearMonth(), entry.Mode.Mode);
            var (issued, accepted) = volumes.GetValueOrDefault(slot);
            volumes[slot] = (issued + 1, accepted + (entry.State == OutboxState.Accepted ? 1 : 0));
            if (entry.State != OutboxState.Accepted) lines.Add(Line(entry, at));
        }
        var unsent = lines.Where(l => !OutboxStateMachine.IsFinal(l.State)).OrderBy(l => l.Deadline.ActBy ?? LocalDate.MaxIsoValue).ToList();
        return new OutboxReport(
            at, counts, unsent,
            unsent.FindAll(l => l.Standing.Status != DeadlineStatus.Overdue && l.Standing.Alert >= DeadlineStatus.AtRisk),
            unsent.FindAll(l => l.Standing.Status == DeadlineStatus.Overdue),
            lines.FindAll(l => l.State is OutboxState.Rejected or OutboxState.AwaitingCorrection or OutboxState.DuplicateConflict),
            lines.FindAll(l => l.State == OutboxState.Held),
            [.. volumes.OrderBy(v => v.Key.Item1).ThenBy(v => v.Key.Item2).Select(v => new VolumeLine(v.Key.Item1, v.Key.Item2, v.Value.Issued, v.Value.Accepted))]);
    }

    /// <summary>The closing report of an incident: invoices issued while it lasted (by the moment of issue; one taken in after its day of issue counts where the incident touches that day), and those that waited and whose deadline it moved.</summary>
    /// <param name="eventId">The event, as its announcements name it.</param>
    /// <param name="announcements">The announcements known.</param>
    /// <param name="at">As of when.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null where no announcement of that event counts.</returns>
    public async Task<IncidentReport?> IncidentAsync(string eventId, BookPage announcements, Instant at, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventId);
        ArgumentNullException.ThrowIfNull(announcements);
        if (announcements.Timeline.Events.FirstOrDefault(e => e.EventId == eventId) is not { } incident) return null;
        var counts = OutboxStateMachine.States.ToDictionary(s => s, _ => 0);
        var (issued, late, affected, last) = (new List<ReportLine>(), new List<ReportLine>(), new List<AffectedInvoice>(), (Instant?)null);
        var without = AnnouncementTimeline.From(announcements.Timeline.Messages.Where(m => m.EventId != eventId));
        var query = new OutboxQuery { IssuedFrom = EarliestAffected(announcements.Timeline, incident), IssuedTo = WarsawTime.DateOf(incident.End ?? at) };
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (Affected(entry, incident, without, announcements.Timeline) is not { } touched) continue;
            affected.Add(touched);
            var line = Line(entry, at);
            if (touched.IssuedMeanwhile)
            {
                counts[entry.State]++;
                issued.Add(line);
            }
            if (touched.IsLate) late.Add(line);
            if (touched.SentAt is { } sent) last = last is null ? sent : Instant.Max(last.Value, sent);
        }
        return new IncidentReport(incident, [.. issued.OrderBy(l => l.Deadline.ActBy ?? LocalDate.MaxIsoValue)], counts, late, last, affected);
    }

    /// <summary>Forecasts the draining of every queue: will everything that waits to be sent arrive before its deadline?</summary>
    /// <param name="assumptions">Start, limits, pace; the schedule is that of each queue where <paramref name="schedules"/> are given.</param>
    /// <param name="schedules">The windows and freezes of the queues; null to take the schedule of <paramref name="assumptions"/>.</param>
    /// <param name="query">Which entries, for example one taxpayer's queue; its states are set here.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A forecast for each queue in which something waits, by name of the queue.</returns>
    public async Task<IReadOnlyList<QueueForecast>> ForecastAsync(DrainAssumptions assumptions, SendScheduleBook? schedules, OutboxQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentNullException.ThrowIfNull(query);
        var queues = new SortedDictionary<string, List<OutboxEntry>>(StringComparer.Ordinal);
        await foreach (var entry in store.ReadAsync(query with { States = [OutboxState.Issued, OutboxState.Leased] }, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Deadline.Kind == DeadlineKind.NoObligation) continue;
            if (!queues.TryGetValue(entry.Taxpayer.Taxpayer, out var queue)) queues[entry.Taxpayer.Taxpayer] = queue = [];
            queue.Add(entry);
        }
        var forecasts = new List<QueueForecast>();
        foreach (var (taxpayer, queue) in queues)
        {
            var own = schedules is null ? assumptions : assumptions with { Schedule = await schedules.ReadAsync(taxpayer, cancellationToken).ConfigureAwait(false) };
            // The order in which workers lease: the date to work to, the last day, the key.
            var ordered = queue.OrderBy(e => e.Deadline.WorkTo ?? LocalDate.MaxIsoValue).ThenBy(e => e.Deadline.Due ?? LocalDate.MaxIsoValue).ThenBy(e => e.Key.ToString(), StringComparer.Ordinal).ToList();
            forecasts.Add(new QueueForecast(taxpayer, DrainPlanner.Forecast(ordered, own)));
        }
        return forecasts;
    }

    /// <summary>Compares what the ERP, the register and KSeF have of a period: counts, and each document on which they differ.</summary>
    /// <param name="erp">What the ERP issued in the period.</param>
    /// <param name="ksef">What KSeF's query of metadata tells of the period.</param>
    /// <param name="query">The period by day of issue (FA(3): <c>P_1</c>), and a seller or a queue. Drafts are left out; withdrawn invoices and documents of a total failure are in the register and not awaited in KSeF.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<Reconciliation> ReconcileAsync(IReadOnlyCollection<ReconciledDocument> erp, IReadOnlyCollection<ReconciledDocument> ksef, OutboxQuery query, CancellationToken cancellationToken) =>
        ReconcileAsync(erp, ksef, query, null, cancellationToken);

    /// <summary>Compares the three sides for one queue, with the documents of a total failure of its seller, which are in no queue.</summary>
    /// <param name="erp">What the ERP issued in the period.</param>
    /// <param name="ksef">What KSeF's query of metadata tells of the period.</param>
    /// <param name="query">The period by day of issue (FA(3): <c>P_1</c>) and the queue.</param>
    /// <param name="seller">Whose documents of a total failure belong to the queue; null for what <paramref name="query"/> alone means.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Reconciliation> ReconcileAsync(
        IReadOnlyCollection<ReconciledDocument> erp, IReadOnlyCollection<ReconciledDocument> ksef, OutboxQuery query, Nip? seller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var register = new List<ReconciledDocument>();
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (entry.State == OutboxState.Blocked) continue;
            register.Add(new ReconciledDocument(entry.Key.SellerNip, entry.Key.Number, entry.Hash, entry.Acceptance?.Number, entry.Key.Type) { GoesToKsef = entry.State != OutboxState.Withdrawn });
        }
        await foreach (var document in OutsideQuery.ReadAsync(outside, seller is null ? query : query with { Taxpayer = null, SellerNip = seller }, cancellationToken).ConfigureAwait(false))
            register.Add(new ReconciledDocument(document.SellerNip, document.Number, document.Hash) { GoesToKsef = false });
        return Reconciliation.Compare(erp, register, ksef);
    }

    /// <summary>The JPK marker of every invoice as of a day of filing, with the corrections due since.</summary>
    /// <param name="filedOn">The day of filing.</param>
    /// <param name="announcements">The announcements known.</param>
    /// <param name="query">Which invoices, for example a month by date of issue; withdrawn and refused ones and drafts are left out. Documents of a total failure come where it may mean them: not for a queue or a state.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<JpkLine> JpkAsync(LocalDate filedOn, BookPage announcements, OutboxQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        var marking = new RegisterMarking(jpk, announcements, filedOn);
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
            if (JpkLine.Of(entry, marking) is { } line) yield return line;
        await foreach (var line in JpkOutsideAsync(query, cancellationToken).ConfigureAwait(false)) yield return line;
    }

    /// <summary>The JPK marker of the documents of a total failure alone, which are in no taxpayer's queue: ask by seller.</summary>
    /// <param name="query">Which: seller, number, hash, reference, days of issue; none where it asks for anything else.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<JpkLine> JpkOutsideAsync(OutboxQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var document in OutsideQuery.ReadAsync(outside, query, cancellationToken).ConfigureAwait(false))
            yield return new JpkLine(null, document.Number, document.IssueDate, jpk.For(JpkDocument.OutsideKsef), null, false);
    }

    /// <summary>Null where the incident left the invoice alone: issued outside of it with the same deadline, or sent before it began.</summary>
    private AffectedInvoice? Affected(OutboxEntry entry, Announcement incident, AnnouncementTimeline without, AnnouncementTimeline with)
    {
        var moment = entry.Question.IssuedAt;
        var meanwhile = entry.IssueDate >= WarsawTime.DateOf(incident.Start) && (moment is null || (moment >= incident.Start && !(moment >= incident.End)));
        if (!meanwhile && entry.Acceptance?.InvoicingDate < incident.Start) return null;
        var (before, after) = (engine.Answer(entry.Question, without).Deadline, engine.Answer(entry.Question, with).Deadline);
        return !meanwhile && before == after ? null : new AffectedInvoice(
            entry.Key, entry.State, entry.Mode.Mode, entry.IssueDate, meanwhile, before, after, entry.Acceptance?.InvoicingDate, entry.Acceptance?.Number);
    }

    /// <summary>No earlier invoice can still have waited in time when the incident began: no term lasts three weeks, and one term begins after another where failures follow each other.</summary>
    private static LocalDate EarliestAffected(AnnouncementTimeline timeline, Announcement incident)
    {
        var (earliest, longest) = (incident.Start, Duration.FromDays(21));
        foreach (var one in timeline.Events.OrderByDescending(e => e.Start))
        {
            if (one.Start < earliest && (one.End is not { } end || end + longest >= earliest)) earliest = one.Start;
        }
        return WarsawTime.DateOf(earliest - longest);
    }

    private ReportLine Line(OutboxEntry entry, Instant at) =>
        new(entry.Key, entry.State, entry.Mode.Mode, entry.Deadline.Deadline, entry.Deadline.Deadline.StandingAt(at, engine.Policies.RiskLead), entry.Note, entry.Refusal);
}
