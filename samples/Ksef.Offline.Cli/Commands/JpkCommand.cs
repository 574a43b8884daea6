using System.CommandLine;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>jpk</c>: the marker of every invoice in JPK_V7 as of a day of filing, and which need a correction since.</summary>
internal static class JpkCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var at = new Option<string>("--at") { HelpName = "DATE", Description = "The day of filing in Poland, yyyy-MM-dd.", Required = true };
        var command = new HelpfulCommand("jpk", "The JPK_V7 marker (NrKSeF, OFF, DI, BFK) of each invoice as of a day of filing.", "ksef-offline jpk --db sqlite:outbox.db --at 2026-12-20") { db, at };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var day = DayText.Read("--at", parsed.GetValue(at)!);
            await using var open = await OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken);
            var engine = new DeadlineEngine();
            var page = await new AnnouncementBook(open.Outbox.Announcements).RefreshAsync(cancellationToken);
            var reporter = new OutboxReporter(open.Outbox.Store, open.Outbox.Register, engine, new JpkRules(engine));
            await foreach (var line in reporter.JpkAsync(day, page, OutboxQuery.All, cancellationToken))
            {
                JsonLines.Write(new
                {
                    key = line.Key?.ToString(),
                    invoiceNumber = line.Number,
                    issueDate = LocalDatePattern.Iso.Format(line.IssueDate),
                    marker = line.Answer.Marker.ToElementName(),
                    ksefNumber = line.KsefNumber?.ToString(),
                    correctionDue = line.CorrectionDue,
                    disputed = line.Answer.IsDisputed,
                    reason = line.Answer.Reason,
                    reasonPl = line.Answer.ReasonPl,
                });
            }
            return ExitCode.Good;
        });
        return command;
    }
}
