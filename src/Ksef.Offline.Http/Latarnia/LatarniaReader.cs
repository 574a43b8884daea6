using System.Text.Json;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Http.Transport;

namespace Ksef.Offline.Http.Latarnia;

/// <summary>Reads the two answers of the beacon. Whatever is missing, unknown or broken becomes a finding; nothing that was not understood triggers anything.</summary>
internal sealed class LatarniaReader
{
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string?, string?, int, AnnouncementPart), Announcement> _announcements = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<Announcement> Announcements => [.. _announcements.Values];

    public LatarniaStatus ReadStatus(JsonElement root)
    {
        ReadMessages(root.Object("messages"), "/status/messages");
        var text = root.Text("status");
        LatarniaStatus? status = text switch
        {
            "AVAILABLE" => LatarniaStatus.Available,
            "MAINTENANCE" => LatarniaStatus.Maintenance,
            "FAILURE" => LatarniaStatus.Failure,
            "TOTAL_FAILURE" => LatarniaStatus.TotalFailure,
            _ => null,
        };
        if (status is null) Find("KO6101", "/status/status", text, "The status of the beacon is missing or not one that is known; nothing follows from it.", "Brak statusu Latarni albo status nieznany; nic z niego nie wynika.");
        return status ?? LatarniaStatus.Unknown;
    }

    public void ReadMessages(JsonElement root) => ReadMessages(root, "/messages");

    private void ReadMessages(JsonElement? list, string path)
    {
        if (list is not { } messages) return;
        if (messages.ValueKind != JsonValueKind.Array)
        {
            Find("KO6102", path, messages.ValueKind.ToString(), "The messages are not a list; none can be read.", "Komunikaty nie są listą; nie można odczytać żadnego.");
            return;
        }
        var n = 0;
        foreach (var message in messages.EnumerateArray()) ReadMessage(message, $"{path}[{++n}]");
    }

    private void ReadMessage(JsonElement message, string path)
    {
        if (message.Moment("start") is not { } start)
        {
            Find("KO6103", path + "/start", message.Text("start"), "A message without a readable start cannot begin a period; it is kept as evidence only.", "Komunikat bez czytelnego początku nie otwiera okresu; zostaje tylko jako dowód.");
            return;
        }
        var (category, type) = (message.Text("category"), message.Text("type"));
        var (kind, part) = Judge(category, type);
        if (kind == AnnouncementKind.Unknown)
            Find("KO6104", path + "/category", $"{category}/{type}", "The kind of the message is not one that is known; it has no effect until a person has read it.", "Nieznany rodzaj komunikatu; bez skutku, dopóki nie przeczyta go człowiek.");
        if (message.Object("end") is { ValueKind: not JsonValueKind.Null } && message.Moment("end") is null)
            Find("KO6105", path + "/end", message.Text("end"), "The end of the message is not readable; the period counts as open.", "Nieczytelny koniec w komunikacie; okres uważa się za otwarty.");
        var announcement = new Announcement
        {
            Kind = kind,
            Part = part,
            Start = start,
            End = message.Moment("end"),
            Published = message.Moment("published"),
            Version = Math.Max(1, message.Number("version") ?? 1),
            EventId = message.LongNumber("eventId")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? message.Text("eventId"),
            MessageId = message.Text("id"),
            Source = AnnouncementSource.Latarnia,
            KindText = kind == AnnouncementKind.Unknown ? $"{category}/{type}" : null,
        };
        _announcements[(announcement.MessageId, announcement.EventId, announcement.Version, part)] = announcement;
    }

    private static (AnnouncementKind Kind, AnnouncementPart Part) Judge(string? category, string? type) => (category, type) switch
    {
        ("FAILURE", "FAILURE_START") => (AnnouncementKind.Failure, AnnouncementPart.Start),
        ("FAILURE", "FAILURE_END") => (AnnouncementKind.Failure, AnnouncementPart.End),
        ("TOTAL_FAILURE", "FAILURE_START") => (AnnouncementKind.TotalFailure, AnnouncementPart.Start),
        ("TOTAL_FAILURE", "FAILURE_END") => (AnnouncementKind.TotalFailure, AnnouncementPart.End),
        ("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT") => (AnnouncementKind.Maintenance, AnnouncementPart.Whole),
        _ => (AnnouncementKind.Unknown, AnnouncementPart.Whole),
    };

    private void Find(string code, string path, string? value, string message, string messagePl) =>
        _findings.Add(new Finding { Code = code, Severity = FindingSeverity.Warning, Path = path, Value = value, Message = message, MessagePl = messagePl, Basis = "Latarnia" });
}
