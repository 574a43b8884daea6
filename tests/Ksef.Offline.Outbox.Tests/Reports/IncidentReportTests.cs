using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Reports;

public sealed class IncidentReportTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_is_closed_when_it_is_over_and_everything_issued_in_it_has_its_number()
    {
        await _house.EnqueueAsync(1, 2);
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(3) with { IssuedAt = SampleEntries.Noon + Duration.FromHours(5) }, []), Token);
        await _house.AnnounceAsync(AnnouncementKind.Failure, SampleEntries.Noon - Duration.FromHours(1), SampleEntries.Noon + Duration.FromHours(1), "77");

        var open = await ReportAsync("77");
        Assert.Equal((2, 2, false), (open!.Issued.Count, open.Open, open.MayBeClosed));
        Assert.Null(await ReportAsync("none"));

        await _house.DrainAsync(_house.Dispatcher());
        var done = await ReportAsync("77");
        Assert.Equal((0, true), (done!.Open, done.MayBeClosed));
        Assert.NotNull(done.LastNumberAt);
        Assert.Empty(done.Late);
    }

    [Fact]
    public async Task The_report_of_the_day_counts_and_sorts_by_urgency()
    {
        await _house.EnqueueAsync(1);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(2, due: new LocalDate(2026, 11, 20)), Token);
        var report = await Reporter.StandAsync(Instant.FromUtc(2026, 11, 22, 9, 0), Token);
        Assert.Equal(["FV/2/2026", "FV/1/2026"], report.Unsent.Select(l => l.Key.Number));
        Assert.Equal("FV/2/2026", Assert.Single(report.Overdue).Key.Number);
        Assert.Equal((2, 0), (Assert.Single(report.Volumes).Issued, report.Volumes[0].Accepted));

        await _house.DrainAsync(_house.Dispatcher());
        var markers = new List<JpkLine>();
        await foreach (var line in Reporter.JpkAsync(new LocalDate(2026, 12, 25), new BookPage(AnnouncementTimeline.Empty, 0), OutboxQuery.All, Token)) markers.Add(line);
        Assert.All(markers, l => Assert.Equal(JpkMarker.KsefNumber, l.Answer.Marker));
        await foreach (var line in Reporter.JpkAsync(new LocalDate(2026, 11, 19), new BookPage(AnnouncementTimeline.Empty, 0), OutboxQuery.All, Token)) Assert.True(line is { CorrectionDue: true, KsefNumber: null });
    }

    [Fact]
    public async Task Every_invoice_that_the_incident_touched_is_listed_with_its_deadline_without_and_with_it()
    {
        // A failure on Friday the 20th from 12:00 to 14:00 Warsaw; seven working days after it is Tuesday, 1 December.
        var (start, end) = (SampleEntries.Noon, SampleEntries.Noon + Duration.FromHours(2));
        async Task Put(int number, LocalDate day, Instant at, InvoicingMode mode = InvoicingMode.Offline24) =>
            await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(number, mode: mode) with { IssueDate = day, IssuedAt = at }, []), Token);
        var (thursday, friday) = (new LocalDate(2026, 11, 19), new LocalDate(2026, 11, 20));
        await Put(1, thursday, start - Duration.FromHours(24)); // waited, last day Friday: overtaken
        await Put(2, thursday.PlusDays(-1), start - Duration.FromHours(48)); // overdue before it began: left alone
        await Put(3, friday, start + Duration.FromHours(1), InvoicingMode.Emergency); // issued meanwhile
        await Put(4, friday, end, InvoicingMode.Offline24); // issued after the end
        await Put(5, friday, start - Duration.FromHours(1)); // issued before it that day: overtaken
        await Put(6, friday, start + Duration.FromHours(30)); // taken in the day after: its day is touched, its moment not known
        await _house.AnnounceAsync(AnnouncementKind.Failure, start, end, "77");

        var report = (await ReportAsync("77"))!;
        var due = new LocalDate(2026, 12, 1);
        Assert.Equal(
            [(1, false, (LocalDate?)friday, (LocalDate?)due), (3, true, null, due), (5, false, new LocalDate(2026, 11, 23), due), (6, true, new LocalDate(2026, 11, 23), new LocalDate(2026, 11, 23))],
            report.Affected.Select(a => (int.Parse(a.Key.Number.Split('/')[1], null), a.IssuedMeanwhile, a.Before.Due, a.After.Due)));
        Assert.Equal((2, 4, false), (report.Issued.Count, report.Open, report.MayBeClosed));
        Assert.Equal([3, 6], report.Issued.Select(l => int.Parse(l.Key.Number.Split('/')[1], null)).Order());

        await _house.DrainAsync(_house.Dispatcher());
        var done = (await ReportAsync("77"))!;
        Assert.Equal((0, true), (done.Open, done.MayBeClosed));
        Assert.All(done.Affected, a => Assert.True(a is { IsLate: false, SentAt: not null, KsefNumber: not null }));
        Assert.Equal(done.Affected.Max(a => a.SentAt), done.LastNumberAt);
    }

    [Fact]
    public async Task What_was_sent_too_late_or_before_the_incident_is_told_apart()
    {
        await _house.EnqueueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        var sent = (await _house.EntryAsync(1)).Acceptance!.InvoicingDate;
        await _house.AnnounceAsync(AnnouncementKind.Failure, sent + Duration.FromMinutes(1), sent + Duration.FromHours(1), "after");
        Assert.Empty((await ReportAsync("after"))!.Affected);

        _house.Time.Advance(TimeSpan.FromDays(30));
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(2) with { IssuedAt = sent + Duration.FromMinutes(2) }, []), Token);
        await _house.DrainAsync(_house.Dispatcher());
        var report = (await ReportAsync("after"))!;
        Assert.Equal(SampleEntries.Key(2), Assert.Single(report.Late).Key);
        Assert.True(Assert.Single(report.Affected).IsLate);
        var until = report.Affected[0].After.Until!.Value;
        Assert.True((report.Affected[0] with { SentAt = until }).IsLate);
        Assert.False((report.Affected[0] with { SentAt = until - Duration.Epsilon }).IsLate);
    }

    [Fact]
    public async Task An_incident_that_lasts_cannot_be_closed()
    {
        await _house.AnnounceAsync(AnnouncementKind.Failure, SampleEntries.Noon - Duration.FromHours(1), null, "77");
        var report = (await ReportAsync("77"))!;
        Assert.Equal((0, false), (report.Open, report.MayBeClosed));
    }

    [Fact]
    public async Task Each_list_of_the_report_holds_what_it_is_named_after()
    {
        // As of Monday noon: due on Friday is overdue, on Monday the last day, on Tuesday at risk, on Wednesday week calm.
        var states = new[] { OutboxState.Issued, OutboxState.Held, OutboxState.Blocked };
        foreach (var (due, i) in new[] { 20, 23, 24 }.Select((d, i) => (new LocalDate(2026, 11, d), i)))
            foreach (var (state, j) in states.Select((s, j) => (s, j)))
                await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry((10 * (i + 1)) + j, state, due: due) with { Hash = state == OutboxState.Blocked ? default : SampleEntries.Entry((10 * (i + 1)) + j).Hash }, []), Token);
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(40, due: new LocalDate(2026, 12, 2)), []), Token);
        var monday = Instant.FromUtc(2026, 11, 23, 11, 0);
        var report = await Reporter.StandAsync(monday, Token);
        static int[] Of(IEnumerable<ReportLine> lines) => [.. lines.Select(l => int.Parse(l.Key.Number.Split('/')[1], null)).Order()];
        Assert.Equal([10, 11, 12], Of(report.Overdue));
        Assert.Equal([20, 21, 22, 30, 31, 32], Of(report.AtRisk));
        Assert.Contains(report.AtRisk, l => l.Standing.Alert == DeadlineStatus.AtRisk);
        Assert.Equal([11, 21, 31], Of(report.Held));
        Assert.Equal(10, report.Unsent.Count);
        Assert.Empty(report.Rejected);
        foreach (var state in new[] { OutboxState.Rejected, OutboxState.AwaitingCorrection, OutboxState.DuplicateConflict })
        {
            var leased = Assert.Single(await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 1, "w", [SampleEntries.Key(10 * ((int)state % 3 + 1))]), Token));
            await _house.Outbox.Store.CommitAsync([new LeaseCommit(leased, new Transition(leased.Entry with { State = state }, [], []))], _house.Now, Token);
            Assert.Contains((await Reporter.StandAsync(monday, Token)).Rejected, l => l.State == state && l.Key == leased.Entry.Key);
        }
    }

    [Fact]
    public async Task Failures_that_follow_each_other_are_traced_to_the_first_invoice_that_waited()
    {
        // Three failures, each within the term of the one before: an emergency invoice of the first still waits when the third begins, seven weeks after its issue.
        var (issued, week) = (Instant.FromUtc(2026, 10, 5, 10, 0), Duration.FromDays(7));
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(1, mode: InvoicingMode.Emergency) with { IssueDate = new LocalDate(2026, 10, 5), IssuedAt = issued }, []), Token);
        await _house.AnnounceAsync(AnnouncementKind.Failure, issued - Duration.FromHours(1), issued + (2 * week), "1");
        await _house.AnnounceAsync(AnnouncementKind.Failure, issued + (3 * week), issued + (5 * week), "2");
        await _house.AnnounceAsync(AnnouncementKind.Failure, issued + (6 * week), issued + (6 * week) + Duration.FromHours(1), "3");
        Assert.Equal(SampleEntries.Key(1), Assert.Single((await ReportAsync("3"))!.Affected).Key);
    }

    [Fact]
    public async Task The_queues_are_forecast_each_by_its_own_schedule()
    {
        await _house.EnqueueAsync(1, 2);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(3, taxpayer: "other"), Token);
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(4, OutboxState.Held), []), Token);
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(5) with { Deadline = new EntryDeadline(Deadline.None(), 0) }, []), Token);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(6, due: new LocalDate(2026, 11, 20)), Token);
        var book = new SendScheduleBook(_house.Outbox.Evidence);
        await book.FreezeAsync("other", _house.Now, null, "audit", "boss", _house.Now, Token);
        var forecasts = await Reporter.ForecastAsync(new DrainAssumptions { Start = _house.Now }, book, OutboxQuery.All, Token);
        Assert.Equal(["acme", "other"], forecasts.Select(f => f.Taxpayer));
        Assert.Equal([6, 1, 2], forecasts[0].Forecast.Arrivals.Select(a => int.Parse(a.Key.Number.Split('/')[1], null)));
        Assert.Equal((true, false), (forecasts[0].Forecast.IsInTime, forecasts[1].Forecast.IsInTime));
        Assert.True(Assert.Single(await Reporter.ForecastAsync(new DrainAssumptions { Start = _house.Now }, null, new OutboxQuery { Taxpayer = "other" }, Token)).Forecast.IsInTime);
    }

    [Fact]
    public async Task A_refused_invoice_is_reported_with_the_code_and_the_words_of_KSeF()
    {
        var refusal = new Refusal(Sending.RejectionKind.Semantic, 450, "P_1 lies in the future", null);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(1), Token);
        var leased = Assert.Single(await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 1, "w"), Token));
        await _house.Outbox.Store.CommitAsync([new LeaseCommit(leased, new Transition(leased.Entry with { State = OutboxState.AwaitingCorrection, Refusal = refusal, Note = "something newer" }, [], []))], _house.Now, Token);
        Assert.Equal(refusal, Assert.Single((await Reporter.StandAsync(_house.Now, Token)).Rejected).Refusal);
    }

    private OutboxReporter Reporter => new(_house.Outbox.Store, _house.Outbox.Register, new DeadlineEngine(), new JpkRules(new DeadlineEngine()));

    private async Task<IncidentReport?> ReportAsync(string eventId) =>
        await Reporter.IncidentAsync(eventId, await new AnnouncementBook(_house.Outbox.Announcements).RefreshAsync(Token), _house.Now + Duration.FromHours(2), Token);
}
