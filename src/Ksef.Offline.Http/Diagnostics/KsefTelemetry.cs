using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ksef.Offline.Http.Diagnostics;

/// <summary>The names under which activities and metrics of this package appear, for <c>AddSource</c> and <c>AddMeter</c>.</summary>
public static class KsefTelemetry
{
    /// <summary>The name of the activity source and of the meter: <c>Ksef.Offline.Http</c>.</summary>
    public const string Name = "Ksef.Offline.Http";

    /// <summary>The tag of whose invoices: the name of the queue in this application, never a NIP.</summary>
    internal const string TaxpayerTag = "ksef.taxpayer";

    private static readonly string? Version = typeof(KsefTelemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly Meter Meter = new(Name, Version);

    internal static readonly ActivitySource Activities = new(Name, Version);

    internal static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>("ksef.call.duration", "s", "Duration of a call to KSeF by call and status (0: no answer).");

    internal static readonly Counter<long> Outcomes = Meter.CreateCounter<long>("ksef.outcomes", "{invoice}", "Outcomes of invoices by taxpayer and kind.");

    internal static readonly Counter<long> Retries = Meter.CreateCounter<long>("ksef.retries", "{call}", "Calls repeated after trouble that passes.");

    internal static readonly Counter<long> Refused = Meter.CreateCounter<long>("ksef.limits.refused", "{call}", "Calls that KSeF refused for its limits (429), by group.");

    internal static readonly Counter<long> BudgetWaits = Meter.CreateCounter<long>("ksef.limits.waits", "{call}", "Calls that waited for our own allowance, by group.");

    internal static readonly Counter<long> SystemWarnings = Meter.CreateCounter<long>("ksef.warnings", "{answer}", "Answers with X-System-Warning.");

    internal static readonly Histogram<double> ClockSkew = Meter.CreateHistogram<double>("ksef.clock.skew", "s", "This machine's clock minus KSeF's, measured at login.");
}
