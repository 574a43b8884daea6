using System.Runtime.CompilerServices;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
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

    /// <summary>The closing report of an incident, by the moment of issue; an invoice taken in after its day of issue counts where the incident touches that day.</summary>
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
        var (issued, late, last) = (new List<ReportLine>(), new List<ReportLine>(), (Instant?)null);
        var query = new OutboxQuery { IssuedFrom = WarsawTime.DateOf(incident.Start), IssuedTo = WarsawTime.DateOf(incident.End ?? at) };
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Question.IssuedAt is { } moment && (moment < incident.Start || moment >= (incident.End ?? Instant.MaxValue))) continue;
            counts[entry.State]++;
            var line = Line(entry, at);
            issued.Add(line);
            if (entry.Acceptance is not { } acceptance) continue;
            if (acceptance.InvoicingDate > entry.Deadline.Deadline.Until) late.Add(line);
            last = last is null ? acceptance.InvoicingDate : Instant.Max(last.Value, acceptance.InvoicingDate);
        }
        return new IncidentReport(incident, [.. issued.OrderBy(l => l.Deadline.ActBy ?? LocalDate.MaxIsoValue)], counts, late, last);
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

    private ReportLine Line(OutboxEntry entry, Instant at) =>
        new(entry.Key, entry.State, entry.Mode.Mode, entry.Deadline.Deadline, entry.Deadline.Deadline.StandingAt(at, engine.Policies.RiskLead), entry.Note);
}
