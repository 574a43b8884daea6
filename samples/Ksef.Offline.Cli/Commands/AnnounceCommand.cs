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
        var command = new Command("announce", "Records announcements, JSON lines from standard input: {\"kind\",\"start\",\"end\"?,\"published\"?,\"eventId\"?,\"version\"?,\"source\"?}; writes each entry whose deadline changed.") { db, actor };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var open = await OpenOutbox.OpenAsync(parsed.GetValue(db)!, cancellationToken);
            var recorder = new AnnouncementRecorder(open.Outbox.Announcements, open.Outbox.Store, new DeadlineEngine());
            using var input = new StreamReader(Console.OpenStandardInput());
            var exit = ExitCode.Good;
            for (var line = 1; await input.ReadLineAsync(cancellationToken) is { } text; line++)
            {
                if (string.IsNullOrWhiteSpace(text)) continue;
                if (await RecordAsync(recorder, text, line, parsed.GetValue(actor)!, cancellationToken) is not { } error) continue;
                JsonLines.Write(new { line, error });
                exit = ExitCode.Unusable;
            }
            return exit;
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
            return e is FormatException ? e.Message : $"not a JSON object: {e.Message}";
        }
        var file = new AnnouncementFile($"announcement-{line}.json", Encoding.UTF8.GetBytes(text));
        var outcome = await recorder.RecordAsync(announcement, file, "recorded on the command line", actor, SystemClock.Instance.GetCurrentInstant(), cancellationToken);
        if (outcome.IsRefused) return string.Join(" ", outcome.Findings.Select(f => $"{f.Code}: {f.Message}"));
        foreach (var finding in outcome.Findings) await Console.Error.WriteLineAsync($"ksef-offline: line {line}: {finding}");
        if (!outcome.Added) await Console.Error.WriteLineAsync($"ksef-offline: line {line}: known already, to the letter; nothing is stored twice.");
        foreach (var entry in outcome.Changed) EntryLine.Write(entry);
        return null;
    }
}
