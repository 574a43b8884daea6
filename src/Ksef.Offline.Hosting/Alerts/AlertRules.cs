using System.Globalization;
using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>When alerts are given.</summary>
public sealed record AlertRules
{
    // A turn to tell must outlast it: see AlertLedger.
    private static readonly Duration LongestDelivery = Duration.FromMinutes(1);

    /// <summary>How long before its end the Offline certificate is warned about. Default 30 days.</summary>
    public Duration CertificateWarning { get; init; } = Duration.FromDays(30);

    /// <summary>The hour of the day, Europe/Warsaw, from which the daily report is given; null for none. Default 7.</summary>
    public int? DailyReportHour { get; init; } = 7;

    /// <summary>The sender of the daily report: one address, with or without a name.</summary>
    public string ReportFrom { get; init; } = "ksef-offline@localhost";

    /// <summary>The receivers of the daily report, with commas between them; the default names nobody, for a notifier that knows whom to send it to.</summary>
    public string ReportTo { get; init; } = "undisclosed-recipients:;";

    /// <summary>The day of the following month on which JPK_V7 is filed, from 1 to 28; null where that is not watched. Default 25, the last day that the law gives.</summary>
    public int? JpkFilingDay { get; init; } = 25;

    /// <summary>The rules of JPK markers.</summary>
    public JpkPolicies Jpk { get; init; } = JpkPolicies.Default;

    /// <summary>How often deadlines, certificate, announcements and the report are looked at; numbers and refusals are taken in every round. Default one minute.</summary>
    public Duration SweepInterval { get; init; } = Duration.FromMinutes(1);

    /// <summary>How long a notifier may take for one alert before it counts as failed. The others hear it all the same; this one is asked again when it has come back. At most one minute; default 30 seconds.</summary>
    public Duration DeliveryTimeout { get; init; } = Duration.FromSeconds(30);

    /// <summary>What is wrong with these rules, with value and rule; null when they can be used.</summary>
    internal string? Check()
    {
        if (EmlAddresses.WhyNotSender(ReportFrom) is { } from) return $"{nameof(ReportFrom)} {from}.";
        if (EmlAddresses.WhyNotReceivers(ReportTo) is { } to) return $"{nameof(ReportTo)} {to}.";
        if (DailyReportHour is < 0 or > 23) return string.Create(CultureInfo.InvariantCulture, $"{nameof(DailyReportHour)} ({DailyReportHour}) must lie between 0 and 23.");
        if (JpkFilingDay is < 1 or > 28) return string.Create(CultureInfo.InvariantCulture, $"{nameof(JpkFilingDay)} ({JpkFilingDay}) must lie between 1 and 28.");
        if (SweepInterval <= Duration.Zero) return $"{nameof(SweepInterval)} ({SweepInterval}) must be positive.";
        return DeliveryTimeout > Duration.Zero && DeliveryTimeout <= LongestDelivery ? null : $"{nameof(DeliveryTimeout)} ({DeliveryTimeout}) must be positive and at most {LongestDelivery}.";
    }
}
