using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>announce</c>: records announcements (BIP, media, beacon) from standard input and writes each entry whose deadline they changed.</summary>
internal static class AnnounceCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var actor = Options.Actor();
        var command = new HelpfulCommand(
            "announce",
            "Records announcements, JSON lines from standard input: {\"kind\",\"start\",\"end\"?,\"published\"?,\"eventId\"?,\"version\"?,\"source\"?}, kind maintenance, failure or total-failure, instants ISO-8601 with offset, source latarnia, bip, media or other; writes each entry whose deadline changed.",
            """echo '{"kind":"failure","start":"2026-11-20T09:00:00+01:00","source":"bip"}' | ksef-offline announce --db sqlite:outbox.db""") { db, actor };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var actorName = Said.Text("--actor", parsed.GetValue(actor)!);
            if (OpenOutbox.IsNew(parsed.GetValue(db)!)) Say.Line($"--db '{parsed.GetValue(db)}' is new: an empty outbox is made.");
            await using var open = await OpenOutbox.OpenAsync(parsed.GetValue(db)!, cancellationToken);
            var recorder = new AnnouncementRecorder(open.Outbox.Announcements, open.Outbox.Store, new DeadlineEngine());
            var unread = 0;
            await foreach (var (line, text) in InputLines.ReadAsync(cancellationToken))
            {
                if (await RecordAsync(recorder, text, line, actorName, cancellationToken) is not { } error) continue;
                JsonLines.Write(new { line, error });
                unread++;
            }
            return InputLines.Close(unread);
        });
        return command;
    }

    private static async Task<string?> RecordAsync(AnnouncementRecorder recorder, string text, int line, string actor, CancellationToken cancellationToken)
    {
        Announcement announcement;
        try
        {
            using var json = JsonDocument.Parse(text);
            announcement = AnnouncementJson.Read(json.RootElement, "$");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return InputLines.Reason(e);
        }
        var file = new AnnouncementFile($"announcement-{line}.json", Encoding.UTF8.GetBytes(text));
        var outcome = await recorder.RecordAsync(announcement, file, "recorded on the command line", actor, SystemClock.Instance.GetCurrentInstant(), cancellationToken);
        if (outcome.IsRefused) return string.Join(" ", outcome.Findings.Select(f => $"{f.Code}: {f.Message}"));
        foreach (var finding in outcome.Findings) Say.Line($"line {line}: {finding}");
        if (!outcome.Added) Say.Line($"line {line}: known already, to the letter; nothing is stored twice.");
        foreach (var entry in outcome.Changed) EntryLine.Write(entry);
        return null;
    }
}
