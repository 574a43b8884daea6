using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Ksef.Offline.Hosting.Diagnostics;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Hosting.Workers;
using Ksef.Offline.TestKit;
using Microsoft.Extensions.Logging;

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
    public async Task The_readme_lists_every_metric_and_activity_and_issuing_is_measured()
    {
        var (instruments, issued, activities) = (new List<Instrument>(), new List<string>(), new List<string>());
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

        var documented = Readme.Split('\n').Where(l => l.StartsWith("| `ksef.offline.", StringComparison.Ordinal)).Select(l => l.Split('`')[1]).Order(StringComparer.Ordinal);
        Assert.Equal(instruments.Select(i => i.Name).Concat(["ksef.offline.issue", "ksef.offline.beacon.look"]).Order(StringComparer.Ordinal), documented);
    }
}
