using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Planning;

public sealed class DrainPlannerTests
{
    private static readonly Instant Evening = Instant.FromUtc(2026, 11, 23, 17, 0); // 18:00 in Warsaw; the last day is the 23rd
    private static readonly DrainAssumptions Published = new() { Start = Evening };

    [Fact]
    public void Ten_thousand_offline_invoices_arrive_in_one_evening_by_batch()
    {
        var forecast = DrainPlanner.Forecast(Queue(10_000), Published);
        Assert.True(forecast.IsInTime);
        Assert.All(forecast.Arrivals, a => Assert.Equal(SendingWay.Batch, a.Way));
        Assert.InRange(forecast.Ends - Evening, Duration.FromSeconds(500), Duration.FromMinutes(20));
    }

    [Fact]
    public void Interactive_alone_takes_180_an_hour_and_names_the_first_that_is_late_and_what_helps()
    {
        var alone = Published with { Consignments = ConsignmentRules.Default with { BatchFrom = int.MaxValue } };
        var forecast = DrainPlanner.Forecast(Queue(2_000), alone);
        Assert.False(forecast.IsInTime);
        // Six hours are left to midnight: 6 x 180, and the first 180 of the seventh hour come at midnight itself.
        Assert.Equal(2_000 - (6 * 180), forecast.AtRisk);
        Assert.Equal(SampleEntries.Key((6 * 180) + 1), forecast.FirstAtRisk!.Key);
        Assert.Equal(0, forecast.Advice[0].AtRiskThen);
        Assert.Contains(forecast.Advice, a => a.Text.Contains("batch", StringComparison.Ordinal) && a.AtRiskThen == 0);
        Assert.Contains(forecast.Advice, a => a.TextPl.Contains("wcześniej", StringComparison.Ordinal));
    }

    [Fact]
    public void A_freeze_counts_and_lifting_it_is_advised()
    {
        var frozen = Published with { Schedule = SendSchedule.Always with { Freezes = [new SendFreeze(Evening, Evening + Duration.FromHours(7), "stocktaking", "boss")] } };
        var forecast = DrainPlanner.Forecast(Queue(30), frozen);
        Assert.Equal(30, forecast.AtRisk);
        Assert.Contains(forecast.Advice, a => a.AtRiskThen == 0 && a.Text.Contains("freeze", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_overdue_already_is_not_told_to_begin_a_week_earlier()
    {
        OutboxEntry[] queue = [SampleEntries.Entry(1, due: new LocalDate(2026, 11, 16)), SampleEntries.Entry(2)];
        Assert.DoesNotContain(DrainPlanner.Forecast(queue, Published).Advice, a => a.Text.StartsWith("Begin", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_waits_nothing_is_forecast()
    {
        var forecast = DrainPlanner.Forecast([], Published);
        Assert.True(forecast.IsInTime);
        Assert.Equal(Evening, forecast.Ends);
        Assert.Empty(forecast.Curve(10));
    }

    [Fact]
    public void The_windows_are_kept_nothing_is_lost_and_the_curve_falls_to_zero() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (count, batchFrom) =>
        {
            var forecast = DrainPlanner.Forecast(Queue(count), Published with { Consignments = ConsignmentRules.Default with { BatchFrom = batchFrom } });
            Assert.Equal(count, forecast.Arrivals.Select(a => a.Key).Distinct().Count());
            Assert.All(forecast.Arrivals, a => Assert.True(a.SentAt >= Evening && a.DecidedAt > a.SentAt));
            var sends = forecast.Arrivals.Where(a => a.Way == SendingWay.Interactive).Select(a => a.SentAt).Order().ToArray();
            // Uploading takes a moment of its own, the same for each of these, so the spacing is that of the windows.
            for (var i = 30; i < sends.Length; i++) Assert.True(sends[i] - sends[i - 30] >= Duration.FromSeconds(59));
            for (var i = 180; i < sends.Length; i++) Assert.True(sends[i] - sends[i - 180] >= Duration.FromMinutes(59));
            var curve = forecast.Curve(20);
            Assert.Equal(0, curve[^1].Remaining);
            Assert.True(curve.Zip(curve.Skip(1)).All(p => p.First.At < p.Second.At && p.First.Remaining > p.Second.Remaining));
        }).QuickCheckThrowOnFailure();

    private static OutboxEntry[] Queue(int count) => [.. Enumerable.Range(1, count).Select(n => SampleEntries.Entry(n))];
}
