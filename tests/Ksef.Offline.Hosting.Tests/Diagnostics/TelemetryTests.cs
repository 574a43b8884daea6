using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Ksef.Offline.Hosting.Diagnostics;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Hosting.Workers;
using Ksef.Offline.TestKit;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Diagnostics;

/// <summary>What operators build on stays: names of metrics, activities and log messages stand in the README, and the README knows no others.</summary>
public sealed class TelemetryTests
{
    private static string Readme => File.ReadAllText(Path.Combine(SharedData.ProjectRoot, "src", "Ksef.Offline.Hosting", "README.md"));

    [Fact]
    public void The_readme_lists_every_log_message_with_its_id_and_level_and_no_other()
    {
        var messages = typeof(HostingLog).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>();
        var rows = messages.OrderBy(m => m.EventId).Select(m => $"| {m.EventId} | {m.Level} | {m.Message} |");
        Assert.Equal(rows, Readme.Split('\n').Where(l => l.StartsWith("| 71", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_readme_lists_every_metric_with_kind_and_unit_and_every_activity_and_issuing_is_measured()
    {
        var (instruments, issued, activities) = (new ConcurrentBag<Instrument>(), new List<string>(), new List<string>());
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != HostingTelemetry.Name) return;
                instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            if (tags[0].Value is "measured") issued.Add($"{instrument.Name} {tags[1].Value}");
        });
        meters.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HostingTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("ksef.taxpayer") is "measured") activities.Add($"{activity.OperationName} {activity.GetTagItem("ksef.mode")}");
            },
        };
        ActivitySource.AddActivityListener(listener);

        var house = new House();
        var shop = house.Taxpayer("measured");
        await shop.IssueAsync(house.Draft("FV/1"), cancellationToken: TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IssueRefusedException>(() => shop.IssueAsync("<x/>"u8.ToArray(), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("ksef.offline.issued Offline24", issued[0]);
        Assert.StartsWith("ksef.offline.refused KO", issued[1], StringComparison.Ordinal);
        Assert.Equal(["ksef.offline.issue Offline24"], activities);

        using var gauges = house.Desk(shop).Desk;
        var documented = Readme.Split('\n').Where(l => l.StartsWith("| `ksef.offline.", StringComparison.Ordinal)).Select(l => string.Join(" | ", l.Split(" | ")[..2])[2..]).Order(StringComparer.Ordinal);
        var present = instruments.Select(i => $"`{i.Name}` | {(i.IsObservable ? "gauge" : "counter")}, {i.Unit}").Concat(["`ksef.offline.issue` | activity", "`ksef.offline.beacon.look` | activity"]);
        Assert.Equal(present.Distinct().Order(StringComparer.Ordinal), documented); // a taxpayer's gauges are its own, under the same names
        Assert.All(instruments, i => Assert.False(string.IsNullOrEmpty(i.Description) || string.IsNullOrEmpty(i.Meter.Version), i.Name));
    }

    [Fact]
    public async Task What_is_refused_ends_its_activity_as_an_error_with_the_code_and_nothing_personal()
    {
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HostingTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("ksef.taxpayer") is "traced") ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var house = new House();
        var shop = house.Taxpayer("traced");
        await shop.IssueAsync(house.Draft("FV/1"), cancellationToken: TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IssueRefusedException>(() => shop.IssueAsync(TestShop.Draft(House.Nip, "FV/1", 7m, house.Time.GetUtcNow().ToInstant()), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal([(ActivityStatusCode.Unset, null), (ActivityStatusCode.Error, "KO7011")], ended.Select(a => (a.Status, a.GetTagItem("error.type"))));
        Assert.All(ended, a => Assert.Equal(ActivityKind.Internal, a.Kind));
        Assert.All(ended, a => Assert.False(string.IsNullOrEmpty(a.Source.Version)));
        Assert.DoesNotContain("FV/1", string.Join(' ', ended.SelectMany(a => a.TagObjects).Select(t => t.Value)) + ended[1].StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gauges_tell_the_queue_as_it_is_and_no_deadline_where_none_runs()
    {
        var house = new House();
        var shop = house.Taxpayer("gauged");
        var (desk, _) = house.Desk(shop);
        using var _1 = desk;
        Assert.Empty(Observe()); // nothing was looked at yet
        await shop.IssueAsync(house.Draft("FV/1"), cancellationToken: TestContext.Current.CancellationToken); // Monday 11:00, due on Tuesday
        await desk.RunRoundAsync(TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["ksef.offline.deadline.nearest 132600", "ksef.offline.queue.age 600", "ksef.offline.queue.unsent 1"], Observe());
        house.Time.Advance(TimeSpan.FromDays(1));
        await shop.IssueAsync(house.Draft("FV/2"), cancellationToken: TestContext.Current.CancellationToken); // a day younger, due a day later
        await desk.RunRoundAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["ksef.offline.deadline.nearest 46200", "ksef.offline.queue.age 87000", "ksef.offline.queue.unsent 2"], Observe());
        house.Time.Advance(TimeSpan.FromDays(2));
        await shop.SendDueAsync(cancellationToken: TestContext.Current.CancellationToken);
        await desk.RunRoundAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["ksef.offline.queue.age 0", "ksef.offline.queue.unsent 0"], Observe());
        desk.Dispose();
        Assert.Empty(Observe());
    }

    private static List<string> Observe()
    {
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == HostingTelemetry.Name) meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. seen.Order(StringComparer.Ordinal)];

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (instrument.IsObservable && tags is [{ Key: "ksef.taxpayer", Value: "gauged" }]) seen.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instrument.Name} {value}"));
        }
    }
}
