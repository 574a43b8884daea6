using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Text;

namespace CustomStore;

/// <summary>How the journal writes what the outbox speaks of: values as the texts that they have anyway, records as JSON objects. Instants to the nanosecond.</summary>
internal static class JournalJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new JsonStringEnumConverter(),
            Text(t => InstantPattern.ExtendedIso.Parse(t).Value, InstantPattern.ExtendedIso.Format),
            Text(t => LocalDatePattern.Iso.Parse(t).Value, LocalDatePattern.Iso.Format),
            Text(t => DurationPattern.Roundtrip.Parse(t).Value, DurationPattern.Roundtrip.Format),
            Text(t => t.Length == 0 ? default : Nip.Parse(t), n => n.ToString()),
            Text(t => t.Length == 0 ? default : KsefNumber.Parse(t), n => n.ToString()),
            Text(InvoiceHash.Parse, h => h.ToBase64()),
            Text(t => InvoiceKey.TryParse(t, out var key) ? key : throw new JsonException($"'{t}' is no key of an invoice."), k => k.ToString()),
            Text(t => t.Length == 0 ? default : VerificationContext.Parse(t), c => c.ToString()),
            Text(ReadReference, r => r.Scope is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{r.Scope}|{r.Number}")),
            Text(ReadSubmission, s => $"{s.Session}\n{s.Invoice}"),
            Text(ReadDeadline, d => string.Create(CultureInfo.InvariantCulture, $"{d.Kind}|{Day(d.Due)}|{Day(d.Stricter)}|{d.TimelineVersion}")),
        },
    };

    private static OffReference ReadReference(string text) => text.Split('|') is [var scope, var number] ? new OffReference(scope, long.Parse(number, CultureInfo.InvariantCulture)) : default;

    private static SubmissionReference ReadSubmission(string text)
    {
        var parts = text.Split('\n');
        return new SubmissionReference(parts[0].Length == 0 ? null : parts[0], parts[1].Length == 0 ? null : parts[1]);
    }

    private static EntryDeadline ReadDeadline(string text)
    {
        var parts = text.Split('|');
        return EntryDeadline.From(Enum.Parse<DeadlineKind>(parts[0]), Day(parts[1]), Day(parts[2]), long.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    private static string Day(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : "";

    private static LocalDate? Day(string text) => text.Length == 0 ? null : LocalDatePattern.Iso.Parse(text).Value;

    private static TextConverter<T> Text<T>(Func<string, T> read, Func<T, string> write) => new(read, write);

    private sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
