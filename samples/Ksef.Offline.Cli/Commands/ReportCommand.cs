using System.CommandLine;
using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>report</c>: how the outbox stands at an instant: counts, overdue, at risk, refused, held, volumes. Exit code 1 where something is overdue.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var at = new Option<string>("--at") { HelpName = "INSTANT", Description = "The instant, ISO-8601 with offset, such as 2026-11-23T08:00:00+01:00.", Required = true };
        var incident = new Option<string?>("--event") { HelpName = "ID", Description = "The closing report of this announced event (eventId) instead: every invoice that it touched. Exit code 1 where one was sent too late." };
        var command = new HelpfulCommand("report", "Counts, overdue, at risk, refused and held entries as of an instant, and whether the queues will drain in time; one object. Exit code 1 where something is overdue.", "ksef-offline report --db sqlite:outbox.db --at 2026-11-23T08:00:00+01:00") { db, at, incident };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var instant = InstantText.Read("--at", parsed.GetValue(at)!);
            await using var open = await OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken);
            var engine = new DeadlineEngine();
            var reporter = new OutboxReporter(open.Outbox.Store, open.Outbox.Register, engine, new JpkRules(engine));
            if (parsed.GetValue(incident) is { } name) return await IncidentAsync(reporter, name, await new AnnouncementBook(open.Outbox.Announcements).RefreshAsync(cancellationToken), instant, cancellationToken);
            var report = await reporter.StandAsync(instant, cancellationToken);
            var queues = await reporter.ForecastAsync(new DrainAssumptions { Start = instant }, new SendScheduleBook(open.Outbox.Evidence), OutboxQuery.All, cancellationToken);
            JsonLines.Write(new
            {
                at = InstantPattern.ExtendedIso.Format(report.At),
                counts = report.Counts.ToDictionary(c => c.Key.ToString(), c => c.Value),
                unsent = report.Unsent.Count,
                overdue = report.Overdue.Select(Line),
                atRisk = report.AtRisk.Select(Line),
                rejected = report.Rejected.Select(Line),
                held = report.Held.Select(Line),
                volumes = report.Volumes.Select(v => new { month = v.Month.ToString("uuuu-MM", CultureInfo.InvariantCulture), mode = ModeText.Write(v.Mode), issued = v.Issued, accepted = v.Accepted }),
                forecast = queues.Select(q => Forecast(q.Taxpayer, q.Forecast)),
            });
            return report.Overdue.Count == 0 ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }

    private static object Line(ReportLine line) => new
    {
        key = line.Key.ToString(),
        sellerNip = line.Key.SellerNip.ToString(),
        invoiceNumber = line.Key.Number,
        state = line.State.ToString(),
        mode = ModeText.Write(line.Mode),
        due = line.Deadline.Due?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        stricter = line.Deadline.Stricter?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        note = line.Note,
        refusal = line.Refusal is { } refusal ? new { kind = refusal.Kind.ToString(), code = refusal.Code, description = refusal.Description, original = refusal.Original?.ToString() } : null,
    };

    private static object Forecast(string taxpayer, DrainForecast forecast) => new
    {
        taxpayer,
        waiting = forecast.Arrivals.Count,
        ends = InstantPattern.ExtendedIso.Format(forecast.Ends),
        inTime = forecast.IsInTime,
        late = forecast.AtRisk,
        firstAtRisk = forecast.FirstAtRisk is { } first ? new { key = first.Key.ToString(), sentAt = InstantPattern.ExtendedIso.Format(first.SentAt), until = InstantPattern.ExtendedIso.Format(first.Until!.Value) } : null,
        advice = forecast.Advice.Select(a => new { text = a.Text, textPl = a.TextPl, lateThen = a.AtRiskThen }),
    };

    private static async Task<int> IncidentAsync(OutboxReporter reporter, string name, BookPage announcements, Instant at, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || await reporter.IncidentAsync(name, announcements, at, cancellationToken) is not { } report)
            throw new UsageException($"--event '{name}': no announcement of that event counts; record it with announce first.");
        JsonLines.Write(new
        {
            @event = name,
            kind = report.Event.Kind.ToString(),
            start = InstantPattern.ExtendedIso.Format(report.Event.Start),
            end = Text(report.Event.End),
            issued = report.Issued.Count,
            counts = report.Counts.ToDictionary(c => c.Key.ToString(), c => c.Value),
            open = report.Open,
            mayBeClosed = report.MayBeClosed,
            late = report.Late.Count,
            lastSentAt = Text(report.LastNumberAt),
            affected = report.Affected.Select(a => new
            {
                key = a.Key.ToString(),
                state = a.State.ToString(),
                mode = ModeText.Write(a.Mode),
                issueDate = LocalDatePattern.Iso.Format(a.IssueDate),
                issuedMeanwhile = a.IssuedMeanwhile,
                dueBefore = Text(a.Before.Due),
                dueAfter = Text(a.After.Due),
                stricter = Text(a.After.Stricter),
                sentAt = Text(a.SentAt),
                late = a.IsLate,
                ksefNumber = a.KsefNumber?.ToString(),
            }),
        });
        return report.Late.Count == 0 ? ExitCode.Good : ExitCode.FoundBad;
    }

    private static string? Text(Instant? instant) => instant is { } moment ? InstantPattern.ExtendedIso.Format(moment) : null;

    private static string? Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
