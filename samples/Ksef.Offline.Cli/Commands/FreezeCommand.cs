using System.CommandLine;
using Ksef.Offline.Outbox.Dispatching;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>freeze</c>: when a taxpayer's queue may be sent, for every process on the outbox; without a change it tells the schedule.</summary>
internal static class FreezeCommand
{
    private static readonly LocalTimePattern HourAndMinute = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public static Command Create()
    {
        var nip = new Option<string>("--nip") { HelpName = "NIP", Description = "The taxpayer whose queue it is.", Required = true };
        var from = new Option<string?>("--from") { HelpName = "INSTANT", Description = "Nothing is sent from this moment: date and time with an offset, as 2026-11-30T18:00:00+01:00." };
        var until = new Option<string?>("--until") { HelpName = "INSTANT", Description = "Until this moment, exclusive; without it until --lift." };
        var lift = new Option<bool>("--lift") { Description = "End all freezes." };
        var windows = new Option<string?>("--windows") { HelpName = "HOURS", Description = "The hours of the day in Warsaw in which sending is allowed, as 22:00-05:30,12:00-13:00; 'all' for the whole day." };
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why; needed for a change." };
        var actor = Options.Actor();
        var db = Options.Db();
        var command = new HelpfulCommand(
            "freeze",
            "Stops sending for a time, lifts that, or sets the hours of sending, for every process on the outbox. Writes the schedule as it then is.",
            "ksef-offline freeze --nip 5261040828 --from 2026-11-30T18:00:00+01:00 --until 2026-12-01T06:00:00+01:00 --reason inventory --db sqlite:outbox.db")
        {
            nip, from, until, lift, windows, reason, actor, db,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var queue = Nip.TryParse(parsed.GetValue(nip), out var taxpayer) ? taxpayer.ToString() : throw new UsageException($"--nip '{parsed.GetValue(nip)}' is not a NIP of ten digits.");
            var change = Change(parsed.GetValue(from), parsed.GetValue(until), parsed.GetValue(lift), parsed.GetValue(windows));
            var (why, who) = (parsed.GetValue(reason), parsed.GetValue(actor)!);
            if (change is not null && string.IsNullOrWhiteSpace(why)) throw new UsageException("--reason is missing: say why, it goes into the evidence.");
            if (string.IsNullOrWhiteSpace(who)) throw new UsageException("--actor is empty: say who, it goes into the evidence.");
            await using var open = await (change is null ? OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken) : OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken));
            var book = new SendScheduleBook(open.Outbox.Evidence);
            var now = SystemClock.Instance.GetCurrentInstant();
            if (change is not null) await change(book, queue, why!, who, now, cancellationToken);
            var schedule = await book.ReadAsync(queue, cancellationToken);
            JsonLines.Write(new
            {
                taxpayer = queue,
                maySendNow = schedule.MaySend(now),
                windows = schedule.Windows.Select(w => new { from = HourAndMinute.Format(w.From), to = HourAndMinute.Format(w.To) }),
                freezes = schedule.Freezes.Where(f => f.To is null || f.To > now).Select(f => new { from = Text(f.From), until = f.To is { } to ? Text(to) : null, reason = f.Reason, actor = f.Actor }),
            });
            return ExitCode.Good;
        });
        return command;
    }

    private delegate Task Changing(SendScheduleBook book, string queue, string reason, string actor, Instant now, CancellationToken cancellationToken);

    private static Changing? Change(string? from, string? until, bool lift, string? windows)
    {
        if (new[] { from is not null || until is not null, lift, windows is not null }.Count(asked => asked) > 1) throw new UsageException("Ask for one change at a time: --from with --until, --lift, or --windows.");
        if (until is not null && from is null) throw new UsageException("--until needs --from.");
        if (lift) return (book, queue, reason, actor, now, token) => book.LiftAsync(queue, reason, actor, now, token);
        if (windows is not null)
        {
            var hours = Windows(windows);
            return (book, queue, reason, actor, now, token) => book.SetWindowsAsync(queue, hours, reason, actor, now, token);
        }
        if (from is null) return null;
        var (begins, ends) = (InstantText.Read("--from", from), until is null ? (Instant?)null : InstantText.Read("--until", until));
        if (ends <= begins) throw new UsageException($"--until '{until}' is not after --from '{from}'.");
        return (book, queue, reason, actor, now, token) => book.FreezeAsync(queue, begins, ends, reason, actor, now, token);
    }

    private static List<SendWindow> Windows(string text)
    {
        if (text == "all") return [];
        var windows = new List<SendWindow>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length != 2 || HourAndMinute.Parse(ends[0]) is not { Success: true, Value: var from } || HourAndMinute.Parse(ends[1]) is not { Success: true, Value: var to })
                throw new UsageException($"--windows '{part}' is not a stretch of hours like 22:00-05:30.");
            windows.Add(new SendWindow(from, to));
        }
        return windows;
    }

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
