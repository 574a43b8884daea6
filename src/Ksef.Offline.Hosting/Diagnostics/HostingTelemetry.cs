using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ksef.Offline.Hosting.Diagnostics;

/// <summary>The name under which activities and metrics of this package appear, for <c>AddSource</c> and <c>AddMeter</c> of OpenTelemetry; the README lists them.</summary>
public static class HostingTelemetry
{
    /// <summary>The name of the activity source and of the meter: <c>Ksef.Offline.Hosting</c>.</summary>
    public const string Name = "Ksef.Offline.Hosting";

    /// <summary>The tag that every measurement and activity carries: the taxpayer's name in this application.</summary>
    internal const string TaxpayerTag = "ksef.taxpayer";

    /// <summary>The tag of the legal mode.</summary>
    internal const string ModeTag = "ksef.mode";

    private static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Activities = new(Name);

    internal static readonly Counter<long> Issued = Meter.CreateCounter<long>("ksef.offline.issued", "{invoice}", "Invoices issued and stored, by taxpayer and mode.");

    internal static readonly Counter<long> Refused = Meter.CreateCounter<long>("ksef.offline.refused", "{invoice}", "Invoices that were not issued, by taxpayer and the code of the first finding.");

    internal static readonly Counter<long> Alerts = Meter.CreateCounter<long>("ksef.offline.alerts", "{alert}", "Alerts delivered, by taxpayer and kind.");

    internal static readonly Counter<long> Looks = Meter.CreateCounter<long>("ksef.offline.beacon.looks", "{look}", "Looks at the beacon, by taxpayer and status.");

    internal static readonly Gauge<long> Unsent = Meter.CreateGauge<long>("ksef.offline.queue.unsent", "{invoice}", "Invoices without a KSeF number that still have to get one, by taxpayer.");

    internal static readonly Gauge<double> Age = Meter.CreateGauge<double>("ksef.offline.queue.age", "s", "Time since the oldest unsent invoice was handed to the outbox, by taxpayer; 0 where nothing waits.");

    internal static readonly Gauge<double> Nearest = Meter.CreateGauge<double>("ksef.offline.deadline.nearest", "s", "Time until the nearest last day is over, by taxpayer; negative when it has passed.");
}
