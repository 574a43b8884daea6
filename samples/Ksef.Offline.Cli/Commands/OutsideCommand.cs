using System.CommandLine;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Registers;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>outside</c>: a document issued in a total failure (art. 106ng), on paper or in any form: it gets its own reference and is never sent.</summary>
internal static class OutsideCommand
{
    public static Command Create()
    {
        var nip = new Option<string>("--nip") { HelpName = "NIP", Description = "The seller.", Required = true };
        var number = new Option<string>("--number") { HelpName = "NUMBER", Description = "The seller's number of the document.", Required = true };
        var date = new Option<string>("--date") { HelpName = "DAY", Description = "The day of issue, yyyy-MM-dd.", Required = true };
        var file = new Option<string?>("--file") { HelpName = "FILE", Description = "A scan or the file, for its hash; without it a paper alone." };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Which announcement or notice it rests on.", Required = true };
        var (actor, db, mark) = (Options.Actor(), Options.Db(), Options.Mark());
        var command = new HelpfulCommand(
            "outside", "Records a document of a total failure, which is no FA(3), bears no codes and is never sent; the announcement must be recorded first.",
            "ksef-offline outside --nip 5261040828 --number P/1 --date 2026-11-20 --reason \"notice in the media\" --actor \"till 2\" --db sqlite:outbox.db") { nip, number, date, file, reason, actor, mark, db };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var seller = Nip.TryParse(parsed.GetValue(nip), out var read) ? read : throw new UsageException($"--nip '{parsed.GetValue(nip)}' is not a NIP of ten digits.");
            var (called, why, who) = (Said.Text("--number", parsed.GetValue(number)!), Said.Text("--reason", parsed.GetValue(reason)!), Said.Text("--actor", parsed.GetValue(actor)!));
            var (day, scheme) = (DayText.Read("--date", parsed.GetValue(date)!), Options.Numbering(parsed.GetValue(mark)));
            var hash = parsed.GetValue(file) is { } path ? InvoiceHash.Of(InputFile.Read(path)) : (InvoiceHash?)null;
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var announcements = await new AnnouncementBook(open.Outbox.Announcements).RefreshAsync(cancellationToken);
            var answer = new DeadlineEngine().Answer(new DeadlineQuestion(InvoicingMode.TotalFailure, day), announcements.Timeline);
            if (answer.Kind == DeadlineKind.InvalidMode)
            {
                foreach (var finding in answer.Findings) Say.Line(finding.ToString());
                return ExitCode.FoundBad;
            }
            var document = new OutsideDocument(scheme.Next(day), seller, called, day, SystemClock.Instance.GetCurrentInstant(), who, why, hash);
            var there = await open.Outbox.Register.RecordAsync(document, cancellationToken);
            EntryLine.Write(there);
            if (there.Hash == hash && there.IssueDate == day) return ExitCode.Good;
            Say.Line($"{called} is there already, with another day or file: recorded {there.IssueDate:uuuu-MM-dd}, {there.Hash?.ToBase64() ?? "no file"}; nothing was changed.");
            return ExitCode.FoundBad;
        });
        return command;
    }
}
