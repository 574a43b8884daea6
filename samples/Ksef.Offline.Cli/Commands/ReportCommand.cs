using System.CommandLine;
using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Reports;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>report</c>: how the outbox stands at an instant: counts, overdue, at risk, refused, held, volumes. Exit code 1 where something is overdue.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var at = new Option<string>("--at") { HelpName = "INSTANT", Description = "The instant, ISO-8601 with offset, such as 2026-11-23T08:00:00+01:00.", Required = true };
        var command = new HelpfulCommand("report", "Counts, overdue, at risk, refused and held entries as of an instant; one object. Exit code 1 where something is overdue.", "ksef-offline report --db sqlite:outbox.db --at 2026-11-23T08:00:00+01:00") { db, at };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var instant = InstantText.Read("--at", parsed.GetValue(at)!);
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var engine = new DeadlineEngine();
            var report = await new OutboxReporter(open.Outbox.Store, open.Outbox.Register, engine, new JpkRules(engine)).StandAsync(instant, cancellationToken);
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
    };
}
