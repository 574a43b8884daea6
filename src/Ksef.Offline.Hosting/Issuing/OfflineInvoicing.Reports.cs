using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Hosting.Issuing;

/// <content>Reports of this taxpayer's queue.</content>
public sealed partial class OfflineInvoicing
{
    private static readonly OutboxState[] Open = [.. OutboxStateMachine.States.Where(s => !OutboxStateMachine.IsFinal(s))];

    /// <summary>How this taxpayer's queue stands now: what is unsent by deadline, at risk, overdue, refused, waiting for a person, and volumes by month and mode.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<OutboxReport> ReportAsync(CancellationToken cancellationToken = default) => Reporter().StandAsync(Now, new OutboxQuery { Taxpayer = Taxpayer }, cancellationToken);

    /// <summary>What JPK_V7 says of the invoices of a month on the day of filing (<c>NrKSeF</c>, <c>OFF</c>, <c>BFK</c>, <c>DI</c>), and which markers must be corrected since.</summary>
    /// <param name="month">The month of issue.</param>
    /// <param name="filedOn">The day of filing.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<JpkLine>> ReportJpkAsync(YearMonth month, LocalDate filedOn, CancellationToken cancellationToken = default)
    {
        var query = MonthOf(month);
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var lines = new List<JpkLine>();
        await foreach (var line in Reporter().JpkAsync(filedOn, page, query, cancellationToken).ConfigureAwait(false)) lines.Add(line);
        if (Seller is not { } seller) return lines;
        await foreach (var line in Reporter().JpkOutsideAsync(query with { Taxpayer = null, SellerNip = seller }, cancellationToken).ConfigureAwait(false)) lines.Add(line);
        return lines;
    }

    /// <summary>Whether everything that waits in this queue will be sent before its deadline from now on, by the published limits and the windows and freezes in force; null where nothing waits.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<DrainForecast?> ForecastAsync(CancellationToken cancellationToken = default)
    {
        var assumptions = new DrainAssumptions { Start = Now, Consignments = _setup.Dispatching.Consignments };
        var queues = await Reporter().ForecastAsync(assumptions, new SendScheduleBook(_setup.Outbox.Evidence), new OutboxQuery { Taxpayer = Taxpayer }, cancellationToken).ConfigureAwait(false);
        return queues.Count == 0 ? null : queues[0].Forecast;
    }

    /// <summary>The closing report of an announced incident over all queues: every invoice that it touched, with its deadline without and with it; null where no announcement of that event counts.</summary>
    /// <param name="eventId">The event, as its announcements name it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IncidentReport?> ReportIncidentAsync(string eventId, CancellationToken cancellationToken = default) =>
        await Reporter().IncidentAsync(eventId, await _book.RefreshAsync(cancellationToken).ConfigureAwait(false), Now, cancellationToken).ConfigureAwait(false);

    /// <summary>Compares what the ERP, this taxpayer's register and KSeF have of a month: counts, and each document on which they differ.</summary>
    /// <param name="month">The month of issue.</param>
    /// <param name="erp">What the ERP issued in it.</param>
    /// <param name="ksef">What KSeF's query of metadata tells of it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<Reconciliation> ReconcileAsync(
        YearMonth month, IReadOnlyCollection<ReconciledDocument> erp, IReadOnlyCollection<ReconciledDocument> ksef, CancellationToken cancellationToken = default) =>
        Reporter().ReconcileAsync(erp, ksef, MonthOf(month), Seller, cancellationToken);

    /// <summary>Everything that still has to get a number, without bytes.</summary>
    internal IAsyncEnumerable<OutboxEntry> ReadOpenAsync(CancellationToken cancellationToken) =>
        _setup.Outbox.Store.ReadAsync(new OutboxQuery { Taxpayer = Taxpayer, States = Open }, cancellationToken);

    private OutboxQuery MonthOf(YearMonth month) => new() { Taxpayer = Taxpayer, IssuedFrom = month.OnDayOfMonth(1), IssuedTo = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1) };

    /// <summary>Documents of a total failure are in no queue; they are the seller's.</summary>
    private Nip? Seller => Nip.TryParse(_setup.Taxpayer.Context.Value, out var seller) ? seller : null;

    private OutboxReporter Reporter() => new(_setup.Outbox.Store, _setup.Outbox.Register, _deadlines, new JpkRules(_deadlines));
}
