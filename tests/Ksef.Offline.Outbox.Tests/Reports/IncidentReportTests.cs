using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Reports;
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

    private OutboxReporter Reporter => new(_house.Outbox.Store, _house.Outbox.Register, new DeadlineEngine(), new JpkRules(new DeadlineEngine()));

    private async Task<IncidentReport?> ReportAsync(string eventId) =>
        await Reporter.IncidentAsync(eventId, await new AnnouncementBook(_house.Outbox.Announcements).RefreshAsync(Token), _house.Now + Duration.FromHours(2), Token);
}
