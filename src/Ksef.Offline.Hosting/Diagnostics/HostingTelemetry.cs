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

    /// <summary>OpenTelemetry's tag of what went wrong: a code or the name of a type, never a text that may hold data.</summary>
    internal const string ErrorTag = "error.type";

    private static readonly string? Version = typeof(HostingTelemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly Meter Meter = CreateMeter();

    internal static readonly ActivitySource Activities = new(Name, Version);

    internal static readonly Counter<long> Issued = Meter.CreateCounter<long>("ksef.offline.issued", "{invoice}", "Invoices issued and stored, by taxpayer and mode.");

    internal static readonly Counter<long> Refused = Meter.CreateCounter<long>("ksef.offline.refused", "{invoice}", "Invoices that were not issued, by taxpayer and the code of the first finding.");

    internal static readonly Counter<long> Alerts = Meter.CreateCounter<long>("ksef.offline.alerts", "{alert}", "Alerts delivered, by taxpayer and kind.");

    internal static readonly Counter<long> Looks = Meter.CreateCounter<long>("ksef.offline.beacon.looks", "{look}", "Looks at the beacon, by taxpayer and status.");

    /// <summary>A meter of this name and version; listeners see one, however many there are.</summary>
    internal static Meter CreateMeter() => new(Name, Version);

    /// <summary>Says in the OpenTelemetry way that what an activity stands for has failed.</summary>
    internal static void Failed(Activity? activity, string what)
    {
        activity?.SetTag(ErrorTag, what);
        activity?.SetStatus(ActivityStatusCode.Error, what);
    }
}
