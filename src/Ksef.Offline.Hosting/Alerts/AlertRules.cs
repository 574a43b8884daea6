using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>When alerts are given.</summary>
public sealed record AlertRules
{
    /// <summary>How long before its end the Offline certificate is warned about. Default 30 days.</summary>
    public Duration CertificateWarning { get; init; } = Duration.FromDays(30);

    /// <summary>The hour of the day, Europe/Warsaw, from which the daily report is given; null for none. Default 7.</summary>
    public int? DailyReportHour { get; init; } = 7;

    /// <summary>The sender of the daily report.</summary>
    public string ReportFrom { get; init; } = "ksef-offline@localhost";

    /// <summary>The receiver of the daily report; the default names nobody, for a notifier that knows whom to send it to.</summary>
    public string ReportTo { get; init; } = "undisclosed-recipients:;";

    /// <summary>The day of the following month on which JPK_V7 is filed, from 1 to 28; null where that is not watched. Default 25, the last day that the law gives.</summary>
    public int? JpkFilingDay { get; init; } = 25;

    /// <summary>The rules of JPK markers.</summary>
    public JpkPolicies Jpk { get; init; } = JpkPolicies.Default;

    /// <summary>How often deadlines, certificate, announcements and the report are looked at; numbers and refusals are taken in every round. Default one minute.</summary>
    public Duration SweepInterval { get; init; } = Duration.FromMinutes(1);
}
