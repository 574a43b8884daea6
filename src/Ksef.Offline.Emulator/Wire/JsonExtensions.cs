using System.Text.Json;

namespace Ksef.Offline.Emulator.Wire;

/// <summary>Small writing habits of the API: absent instead of null, instants in UTC with +00:00, a status as code, description and details.</summary>
internal static class JsonExtensions
{
    public static void Optional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Instant(this Utf8JsonWriter json, string name, DateTimeOffset value) => json.WriteString(name, value.ToUniversalTime());

    public static void Instant(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } instant) json.WriteString(name, instant.ToUniversalTime());
    }

    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void Status(this Utf8JsonWriter json, int code, string description, IReadOnlyList<string>? details = null, IReadOnlyDictionary<string, string>? extensions = null)
    {
        json.WriteStartObject("status");
        json.WriteNumber("code", code);
        json.WriteString("description", description);
        if (details is { Count: > 0 }) json.Strings("details", details);
        if (extensions is { Count: > 0 })
        {
            json.WriteStartObject("extensions");
            foreach (var (name, value) in extensions) json.WriteString(name, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public static void Identifier(this Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
