using System.Text.Json;
using Ksef.Offline.Deadlines;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary>Reads announcements and instants from JSON; anything unusable is a <see cref="FormatException"/> that names field, value and rule.</summary>
internal static class AnnouncementJson
{
    public static Announcement Read(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{path}: an announcement is an object with \"kind\" and \"start\".");
        var kind = Text(json, "kind", path) ?? throw new FormatException($"{path}.kind is missing: maintenance, failure or total-failure.");
        var known = kind switch
        {
            "maintenance" => AnnouncementKind.Maintenance,
            "failure" => AnnouncementKind.Failure,
            "total-failure" => AnnouncementKind.TotalFailure,
            _ => AnnouncementKind.Unknown,
        };
        return new Announcement
        {
            Kind = known,
            KindText = known == AnnouncementKind.Unknown ? kind : null,
            Start = Moment(json, "start", path) ?? throw new FormatException($"{path}.start is missing: an ISO-8601 instant with offset."),
            End = Moment(json, "end", path),
            Published = Moment(json, "published", path),
            EventId = IdText(json, "eventId", path),
            Version = Number(json, "version", path) ?? 1,
            Source = Source(Text(json, "source", path), path),
        };
    }

    /// <summary>An optional ISO-8601 instant with offset or Z.</summary>
    public static Instant? Moment(JsonElement json, string name, string path)
    {
        return Text(json, name, path) is { } text ? Moment(text, $"{path}.{name}") : null;
    }

    /// <summary>An ISO-8601 instant with offset or Z; <paramref name="place"/> names it in the error.</summary>
    public static Instant Moment(string text, string place)
    {
        var read = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!read.Success) read = WithoutSeconds.Parse(text);
        if (!read.Success) read = ShortOffset.Parse(text);
        if (!read.Success) read = PlainOffset.Parse(text);
        return read.Success ? read.Value.ToInstant() : throw new FormatException($"{place}: '{text}' is not an ISO-8601 instant with offset, such as 2026-03-02T09:00:00+01:00.");
    }

    public static string? Text(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{path}.{name}: {value.GetRawText()} is not a text.");
    }

    private static OffsetDateTimePattern WithoutSeconds { get; } = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>");

    private static OffsetDateTimePattern ShortOffset { get; } = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<+HH>");

    private static OffsetDateTimePattern PlainOffset { get; } = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<+HHmm>");

    private static string? IdText(JsonElement json, string name, string path) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(json, name, path);

    private static int? Number(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw new FormatException($"{path}.{name}: {value.GetRawText()} is not a whole number.");
    }

    private static AnnouncementSource Source(string? text, string path) => text?.ToLowerInvariant() switch
    {
        null => AnnouncementSource.Other,
        "latarnia" => AnnouncementSource.Latarnia,
        "bip" => AnnouncementSource.Bip,
        "media" => AnnouncementSource.Media,
        "other" => AnnouncementSource.Other,
        _ => throw new FormatException($"{path}.source: '{text}' is not latarnia, bip, media or other."),
    };
}
