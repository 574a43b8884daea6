using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Http.Transport;

/// <summary>Tolerant reading: a property that is missing, null or of another kind is null, never an exception. Only what cannot be done without is required.</summary>
internal static class JsonReading
{
    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.ExtendedIso;

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public static string? Text(this JsonElement element, string name) => element.Object(name) is { ValueKind: JsonValueKind.String } v ? v.GetString() : null;

    public static string RequiredText(this JsonElement element, string name) =>
        element.Text(name) is { Length: > 0 } text ? text : throw new FormatException($"the property '{name}' is missing");

    public static int? Number(this JsonElement element, string name) => element.Object(name) is { ValueKind: JsonValueKind.Number } v && v.TryGetInt32(out var n) ? n : null;

    public static long? LongNumber(this JsonElement element, string name) => element.Object(name) is { ValueKind: JsonValueKind.Number } v && v.TryGetInt64(out var n) ? n : null;

    public static bool? Flag(this JsonElement element, string name) => element.Object(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } v ? v.GetBoolean() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Object(name) is { ValueKind: JsonValueKind.Array } v ? v.EnumerateArray() : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)];

    public static Instant? Moment(this JsonElement element, string name) => ReadMoment(element.Text(name));

    /// <summary>ISO-8601 with an offset or Z; a text without either is taken as UTC, as every other time of the API.</summary>
    public static Instant? ReadMoment(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (WithOffset.Parse(text).TryGetValue(default, out var value)) return value.ToInstant();
        return LocalDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var local) ? local.InUtc().ToInstant() : null;
    }

    public static InvoiceHash? Hash(this JsonElement element, string name) => InvoiceHash.TryParse(element.Text(name), out var hash) ? hash : null;
}
