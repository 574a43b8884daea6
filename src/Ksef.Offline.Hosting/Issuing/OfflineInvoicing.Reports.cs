using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
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
        var query = new OutboxQuery { Taxpayer = Taxpayer, IssuedFrom = month.OnDayOfMonth(1), IssuedTo = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1) };
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var lines = new List<JpkLine>();
        await foreach (var line in Reporter().JpkAsync(filedOn, page, query, cancellationToken).ConfigureAwait(false)) lines.Add(line);
        if (!Nip.TryParse(_setup.Taxpayer.Context.Value, out var seller)) return lines;
        // Documents of a total failure are in no queue; they are the seller's.
        await foreach (var line in Reporter().JpkOutsideAsync(query with { Taxpayer = null, SellerNip = seller }, cancellationToken).ConfigureAwait(false)) lines.Add(line);
        return lines;
    }

    /// <summary>Everything that still has to get a number, without bytes.</summary>
    internal IAsyncEnumerable<OutboxEntry> ReadOpenAsync(CancellationToken cancellationToken) =>
        _setup.Outbox.Store.ReadAsync(new OutboxQuery { Taxpayer = Taxpayer, States = Open }, cancellationToken);

    private OutboxReporter Reporter() => new(_setup.Outbox.Store, _setup.Outbox.Register, _deadlines, new JpkRules(_deadlines));
}
