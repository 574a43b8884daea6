using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Calendars;
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

    [Fact]
    public void Sending_stops_where_the_window_of_the_day_ends_and_goes_on_the_day_after()
    {
        // 180 an hour from 22:00 to 23:00 in Warsaw: the 181st waits for the next evening, when its day is over.
        var schedule = SendSchedule.Always with { Windows = [new SendWindow(new LocalTime(22, 0), new LocalTime(23, 0))] };
        var forecast = DrainPlanner.Forecast(Queue(200), Alone with { Schedule = schedule });
        Assert.All(forecast.Arrivals, a => Assert.InRange(WarsawTime.ToLocal(a.SentAt).Hour, 22, 22));
        Assert.Equal((20, SampleEntries.Key(181)), (forecast.AtRisk, forecast.FirstAtRisk!.Key));
        Assert.Equal(new LocalDate(2026, 11, 24), WarsawTime.DateOf(forecast.FirstAtRisk.SentAt));
        Assert.Contains(forecast.Advice, a => a.AtRiskThen == 0 && a.Text.StartsWith("Lift", StringComparison.Ordinal));
    }

    [Fact]
    public void A_freeze_without_end_is_waited_for_a_month_and_no_longer()
    {
        var frozen = Published with { Schedule = SendSchedule.Always with { Freezes = [new SendFreeze(Evening, null, "audit", "boss")] } };
        var forecast = DrainPlanner.Forecast(Queue(300), frozen);
        Assert.Equal(300, forecast.AtRisk);
        Assert.All(forecast.Arrivals, a => Assert.InRange(a.SentAt - Evening, Duration.FromDays(31), Duration.FromDays(32)));
    }

    [Fact]
    public void Batches_share_one_line()
    {
        // Ten batches of 1,000 invoices of 10,000 bytes at 250,000 bytes a second: 40 s each, one after the other.
        var forecast = DrainPlanner.Forecast([.. Queue(10_000).Select(e => e with { Bytes = default })], Published with { Consignments = ConsignmentRules.Default with { BatchMax = 1_000 } });
        Assert.Equal(Enumerable.Range(1, 10).Select(n => Evening + Duration.FromSeconds(40 * n)), forecast.Arrivals.Select(a => a.SentAt).Distinct());
    }

    [Fact]
    public void What_arrives_when_the_day_is_over_is_late()
    {
        var midnight = Evening + Duration.FromHours(6);
        DrainArrival Arrival(Instant sent, Instant? until) => new(SampleEntries.Key(1), SendingWay.Batch, sent, sent, until);
        Assert.True(Arrival(midnight, midnight).IsAtRisk);
        Assert.False(Arrival(midnight - Duration.Epsilon, midnight).IsAtRisk);
        Assert.False(Arrival(midnight, null).IsAtRisk);
    }

    [Fact]
    public void Fewer_than_a_batch_is_worth_while_for_go_by_batch_where_they_would_come_too_late_one_by_one()
    {
        // From 500 on a batch; 400 one by one take two hours and two minutes, 40 minutes are left.
        var rules = Published with { Start = Evening + Duration.FromMinutes(320), Consignments = ConsignmentRules.Default with { BatchFrom = 500 } };
        Assert.All(DrainPlanner.Plan(Queue(400), rules), p => Assert.Equal(SendingWay.Batch, p.Way));
        Assert.True(DrainPlanner.Forecast(Queue(400), rules).IsInTime);
        Assert.All(DrainPlanner.Plan(Queue(400), rules with { Start = Evening }), p => Assert.Equal(SendingWay.Interactive, p.Way));
        Assert.All(DrainPlanner.Plan(Queue(400), rules with { Consignments = rules.Consignments with { BatchFrom = int.MaxValue } }), p => Assert.Equal(SendingWay.Interactive, p.Way));
        // What is late already is no reason: nothing would be gained.
        Assert.All(DrainPlanner.Plan([.. Queue(3).Select(e => SampleEntries.Entry(1, due: new LocalDate(2026, 11, 16)) with { Key = e.Key })], rules), p => Assert.Equal(SendingWay.Interactive, p.Way));
        Assert.All(DrainPlanner.Plan([.. Queue(400).Select(e => e with { Corrects = e.Hash })], rules), p => Assert.Equal(SendingWay.Interactive, p.Way));
    }

    [Fact]
    public void Advice_says_enough_and_all_together_where_nothing_alone_does()
    {
        // A second too late is no reason to begin 0.0 h earlier.
        var slightly = Alone with { Start = Evening + Duration.FromHours(6) - Duration.FromSeconds(4) };
        var earlier = Assert.Single(DrainPlanner.Forecast(Queue(60), slightly).Advice, a => a.Text.StartsWith("Begin", StringComparison.Ordinal));
        Assert.Equal(("Begin 0.1 h earlier.", "Zacząć 0,1 h wcześniej.", 0), (earlier.Text, earlier.TextPl, earlier.AtRiskThen));

        // Frozen till the day is over, and too many to go one by one.
        var frozen = Published with
        {
            Consignments = ConsignmentRules.Default with { BatchFrom = int.MaxValue },
            Start = Evening + Duration.FromHours(5),
            Schedule = SendSchedule.Always with { Freezes = [new SendFreeze(Evening, Evening + Duration.FromHours(6), "stocktaking", "boss")] },
        };
        var advice = DrainPlanner.Forecast(Queue(1_000), frozen).Advice;
        Assert.Equal(0, advice[0].AtRiskThen);
        Assert.StartsWith("All of it", advice[0].Text, StringComparison.Ordinal);
        Assert.Equal(advice.OrderBy(a => a.AtRiskThen), advice);
        Assert.All(advice, a => Assert.InRange(a.AtRiskThen, 0, 999));
    }

    [Fact]
    public void No_limit_of_any_window_is_ever_passed() => Prop.ForAll(
        Gen.Choose(1, 120).ToArbitrary(), Gen.Choose(1, 5).SelectMany(s => Gen.Choose(s, 12).SelectMany(m => Gen.Choose(m, 40).Select(h => new RateLimit(s, m, h)))).ToArbitrary(), (count, limit) =>
        {
            // Next to no bytes, so that a sending takes no time and the slots themselves are seen.
            var forecast = DrainPlanner.Forecast(Queue(count), Alone with { InteractiveSends = limit, UploadedPerSecond = 1e15 });
            var sends = forecast.Arrivals.Select(a => a.SentAt).Order().ToArray();
            foreach (var (most, window) in new[] { (limit.PerSecond, Duration.FromSeconds(1)), (limit.PerMinute, Duration.FromMinutes(1)), (limit.PerHour, Duration.FromHours(1)) })
                for (var i = most; i < sends.Length; i++) Assert.True(sends[i] - sends[i - most] >= window);
            // And no send waits without a reason.
            for (var i = 1; i < sends.Length; i++)
            {
                Assert.True(sends[i] == sends[i - 1] || new[] { (limit.PerSecond, 1), (limit.PerMinute, 60), (limit.PerHour, 3600) }.Any(w => i >= w.Item1 && sends[i] - sends[i - w.Item1] == Duration.FromSeconds(w.Item2)));
            }
        }).QuickCheckThrowOnFailure();

    private static DrainAssumptions Alone => Published with { Consignments = ConsignmentRules.Default with { BatchFrom = int.MaxValue } };

    private static OutboxEntry[] Queue(int count) => [.. Enumerable.Range(1, count).Select(n => SampleEntries.Entry(n))];
}
