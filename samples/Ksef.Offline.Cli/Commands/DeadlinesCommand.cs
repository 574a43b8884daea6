using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ksef.Offline.Deadlines;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>deadlines</c>: answers one question a line, from standard input; what cannot be read gives an error line and exit code 2, the rest goes on.</summary>
internal static class DeadlinesCommand
{
    private static readonly DeadlineEngine Engine = new();

    public static Command Create()
    {
        var command = new HelpfulCommand(
            "deadlines",
            "Answers JSON lines from standard input, {\"id\",\"mode\",\"issueDate\",\"issuedAt\"?,\"announcements\"?}: the deadline of each invoice, the stricter date and the reasons. Dates are days in Poland, instants ISO-8601 with offset.",
            """echo '{"id":"FV/1","mode":"offline24","issueDate":"2026-12-23"}' | ksef-offline deadlines""");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (exit, unread) = (ExitCode.Good, 0);
        await foreach (var (line, text) in InputLines.ReadAsync(cancellationToken))
        {
            try
            {
                using var json = JsonDocument.Parse(text);
                var (output, good) = Answer(json.RootElement);
                JsonLines.Write(output);
                if (!good) exit = ExitCode.FoundBad;
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                JsonLines.Write(new { line, error = InputLines.Reason(e) });
                unread++;
            }
        }
        return Math.Max(exit, InputLines.Close(unread));
    }

    private static (JsonObject Output, bool Good) Answer(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("a line is an object with \"id\", \"mode\", \"issueDate\" and \"announcements\".");
        var answer = Engine.Answer(ReadQuestion(json), ReadTimeline(json));
        var output = new JsonObject { ["id"] = json.TryGetProperty("id", out var id) ? JsonNode.Parse(id.GetRawText()) : null, ["kind"] = Word(answer.Kind) };
        if (answer.Due is { } due) output["due"] = LocalDatePattern.Iso.Format(due);
        if (answer.Stricter is { } stricter) output["stricter"] = LocalDatePattern.Iso.Format(stricter);
        var explanation = answer.Explain();
        output["steps"] = new JsonArray([.. explanation.Steps.Select(Step), .. explanation.Findings.Select(Note)]);
        return (output, answer.Kind != DeadlineKind.InvalidMode && explanation.Findings.All(f => f.Severity < FindingSeverity.Error));
    }

    private static DeadlineQuestion ReadQuestion(JsonElement json)
    {
        var mode = AnnouncementJson.Text(json, "mode", "$");
        var date = AnnouncementJson.Text(json, "issueDate", "$") ?? throw new FormatException("$.issueDate is missing: a date yyyy-MM-dd.");
        var day = LocalDatePattern.Iso.Parse(date);
        return new DeadlineQuestion(
            ModeText.Read(mode) ?? throw new FormatException($"$.mode: '{mode}' is not online, offline24, unavailability, emergency or total-failure."),
            day.Success ? day.Value : throw new FormatException($"$.issueDate: '{date}' is not a date yyyy-MM-dd."),
            AnnouncementJson.Moment(json, "issuedAt", "$"));
    }

    private static AnnouncementTimeline ReadTimeline(JsonElement json)
    {
        if (!json.TryGetProperty("announcements", out var list) || list.ValueKind == JsonValueKind.Null) return AnnouncementTimeline.Empty;
        if (list.ValueKind != JsonValueKind.Array) throw new FormatException("$.announcements is not an array.");
        return AnnouncementTimeline.From(list.EnumerateArray().Select((a, i) => AnnouncementJson.Read(a, $"$.announcements[{i}]")));
    }

    private static string Word(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Due => "due",
        DeadlineKind.AwaitingEnd => "awaiting",
        DeadlineKind.NoObligation => "none",
        _ => "invalid",
    };

    private static JsonNode Step(DeadlineStep step)
    {
        var output = new JsonObject { ["text"] = step.Text, ["basis"] = step.Basis };
        if (step.Date is { } date) output["date"] = LocalDatePattern.Iso.Format(date);
        return output;
    }

    private static JsonNode Note(Finding finding) => new JsonObject { ["text"] = $"{finding.Code}: {finding.Message}", ["basis"] = finding.Basis };
}
