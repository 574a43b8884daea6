using System.Globalization;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Diagnostics;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Alerts that time and the beacon bring, whether or not they were given before.</summary>
internal sealed class AlertSweep(OfflineInvoicing invoicing, AlertRules rules, QueueGauges gauges)
{
    // An outbox that ran for years without alerts must not tell its history.
    private static readonly Duration OldNews = Duration.FromDays(7);

    private readonly List<Alert> _announced = [];
    private long _version;

    /// <summary>Everything that deserves an alert at this moment.</summary>
    public async Task<IReadOnlyList<Alert>> LookAsync(Instant now, CancellationToken cancellationToken)
    {
        var alerts = new List<Alert>();
        var (unsent, nearest, oldest) = (0L, (Instant?)null, (Instant?)null);
        await foreach (var entry in invoicing.ReadOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            unsent++;
            if (oldest is null || entry.IssuedAt < oldest) oldest = entry.IssuedAt;
            if (entry.Deadline.Deadline.ActUntil is { } until && (nearest is null || until < nearest)) nearest = until;
            if (OfDeadline(entry, now) is { } alert) alerts.Add(alert);
        }
        gauges.Saw(unsent, oldest, nearest);
        if (OfCertificate(now) is { } ending) alerts.Add(ending);
        alerts.AddRange(await OfBeaconAsync(now, cancellationToken).ConfigureAwait(false));
        return alerts;
    }

    /// <summary>The report of the day without its content, to ask whether it was given; null before its hour.</summary>
    public Alert? ReportDue(Instant now) => rules.DailyReportHour <= WarsawTime.ToLocal(now).Hour ? new Alert(AlertKind.DailyReport, invoicing.Taxpayer, DailyReport.CauseOf(now), now, "", "") : null;

    /// <summary>The report of the day.</summary>
    /// <param name="due">What <see cref="ReportDue"/> said: its day counts, also where midnight passes while the queue is read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Alert> ReportAsync(Alert due, CancellationToken cancellationToken) =>
        DailyReport.Write(invoicing.Taxpayer, due.Cause, await invoicing.ReportAsync(cancellationToken).ConfigureAwait(false), rules);

    private Alert? OfDeadline(OutboxEntry entry, Instant now)
    {
        var deadline = entry.Deadline.Deadline;
        var standing = deadline.StandingAt(now, invoicing.Setup.Policies.RiskLead);
        var (kind, words, wordsPl) = standing switch
        {
            { Status: DeadlineStatus.Overdue } => (AlertKind.Overdue, "its last day is over", "termin minął"),
            { Status: DeadlineStatus.LastDay } => (AlertKind.LastDay, "today is its last day", "dziś ostatni dzień"),
            { Alert: DeadlineStatus.LastDay } => (AlertKind.LastDay, "today is its last day by the stricter reading", "dziś ostatni dzień według ostrożniejszej wykładni"),
            { Alert: >= DeadlineStatus.AtRisk } => (AlertKind.DeadlineAtRisk, "its last day is near", "zbliża się ostatni dzień"),
            _ => (default, "", ""),
        };
        // The last day by the stricter reading is a cause of its own: the last day itself must still be told.
        var cause = kind == AlertKind.LastDay && standing.Status != DeadlineStatus.LastDay ? $"{entry.Key} {deadline}, the stricter day" : $"{entry.Key} {deadline}";
        return kind == default ? null : new Alert(
            kind, invoicing.Taxpayer, cause, now,
            $"{entry.Key.Number}: {words} ({deadline}) and it is not in KSeF: {entry.State}. {entry.Note}",
            $"{entry.Key.Number}: {wordsPl} ({deadline}), a faktury nie ma w KSeF: {entry.State}. {entry.Note}", entry.Key);
    }

    private Alert? OfCertificate(Instant now)
    {
        if (invoicing.Setup.Signer?.Certificate is not { } certificate || certificate.NotAfter - now > rules.CertificateWarning) return null;
        var end = InstantPattern.General.Format(certificate.NotAfter);
        return now > certificate.NotAfter
            ? new Alert(AlertKind.CertificateEnding, invoicing.Taxpayer, $"{certificate.Serial} ended", now,
                $"The Offline certificate {certificate.Serial} ended {end}: KOD II of unsent invoices no longer verifies and nothing can be issued with it.",
                $"Certyfikat Offline {certificate.Serial} wygasł {end}: KOD II nieprzesłanych faktur już się nie weryfikuje i niczego nie można nim wystawić.")
            : new Alert(AlertKind.CertificateEnding, invoicing.Taxpayer, $"{certificate.Serial} ends", now,
                $"The Offline certificate {certificate.Serial} ends {end}: enrol a new one now.", $"Certyfikat Offline {certificate.Serial} wygasa {end}: zawnioskuj o nowy teraz.");
    }

    private async Task<IReadOnlyList<Alert>> OfBeaconAsync(Instant now, CancellationToken cancellationToken)
    {
        await foreach (var recorded in invoicing.Setup.Outbox.Announcements.ReadAsync(_version, cancellationToken).ConfigureAwait(false))
        {
            _version = recorded.TimelineVersion;
            if (now - recorded.RecordedAt < OldNews) _announced.Add(OfAnnouncement(recorded, now));
        }
        return _announced;
    }

    private Alert OfAnnouncement(RecordedAnnouncement recorded, Instant now)
    {
        var announcement = recorded.Announcement;
        var cause = string.Create(CultureInfo.InvariantCulture, $"version {recorded.TimelineVersion}");
        var (withdrawn, withdrawnPl) = announcement.Withdrawn ? (" It is no longer shown: perhaps withdrawn.", " Komunikat zniknął: być może wycofany.") : ("", "");
        return announcement is { Kind: AnnouncementKind.TotalFailure, Withdrawn: false }
            ? new Alert(AlertKind.TotalFailure, invoicing.Taxpayer, cause, now,
                $"A total failure was announced: {announcement}. Sending is held; a person must confirm it in the mass media.",
                $"Ogłoszono awarię całkowitą: {announcement}. Wysyłka wstrzymana; potwierdź komunikat w środkach masowego przekazu.")
            : new Alert(AlertKind.BeaconChanged, invoicing.Taxpayer, cause, now, $"Announced: {announcement}.{withdrawn}", $"Komunikat: {announcement}.{withdrawnPl}");
    }
}
