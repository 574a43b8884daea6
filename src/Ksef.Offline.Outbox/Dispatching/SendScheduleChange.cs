using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>One change of a schedule, as it lies in the evidence.</summary>
internal abstract record SendScheduleChange
{
    private static readonly InstantPattern Instants = InstantPattern.ExtendedIso;
    private static readonly LocalTimePattern Times = LocalTimePattern.ExtendedIso;

    public abstract string Text { get; }

    public abstract SendSchedule ApplyTo(SendSchedule before, Instant at, string actor);

    protected abstract void Write(Utf8JsonWriter json);

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static SendScheduleChange Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        return json.GetProperty("change"u8).GetString() switch
        {
            "freeze" => new Freeze(InstantOf(json.GetProperty("from"u8))!.Value, InstantOf(json.GetProperty("to"u8)), json.GetProperty("reason"u8).GetString()!),
            "lift" => new Lift(),
            "windows" => new Windows([.. json.GetProperty("windows"u8).EnumerateArray().Select(w => new SendWindow(TimeOf(w.GetProperty("from"u8)), TimeOf(w.GetProperty("to"u8))))]),
            var other => throw new FormatException($"'{other}' is not a change of a schedule"),
        };
    }

    private static Instant? InstantOf(JsonElement json) => json.GetString() is { } text ? Instants.Parse(text).GetValueOrThrow() : null;

    private static LocalTime TimeOf(JsonElement json) => Times.Parse(json.GetString() ?? "").GetValueOrThrow();

    public sealed record Freeze(Instant From, Instant? To, string Reason) : SendScheduleChange
    {
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"sending is frozen from {Instants.Format(From)} until {(To is { } to ? Instants.Format(to) : "it is lifted")}");

        public override SendSchedule ApplyTo(SendSchedule before, Instant at, string actor) => before with { Freezes = [.. before.Freezes, new SendFreeze(From, To, Reason, actor)] };

        protected override void Write(Utf8JsonWriter json)
        {
            json.WriteString("change"u8, "freeze"u8);
            json.WriteString("from"u8, Instants.Format(From));
            json.WriteString("to"u8, To is { } to ? Instants.Format(to) : null);
            json.WriteString("reason"u8, Reason);
        }
    }

    public sealed record Lift : SendScheduleChange
    {
        public override string Text => "the freezes of sending are lifted";

        public override SendSchedule ApplyTo(SendSchedule before, Instant at, string actor) =>
            before with { Freezes = [.. before.Freezes.Where(f => f.From < at).Select(f => f.To is { } to && to <= at ? f : f with { To = at })] };

        protected override void Write(Utf8JsonWriter json) => json.WriteString("change"u8, "lift"u8);
    }

    public sealed record Windows(IReadOnlyList<SendWindow> All) : SendScheduleChange
    {
        public override string Text => All.Count == 0
            ? "sending is allowed at any hour"
            : "sending is allowed in Warsaw at " + string.Join(", ", All.Select(w => Times.Format(w.From) + "-" + Times.Format(w.To)));

        public override SendSchedule ApplyTo(SendSchedule before, Instant at, string actor) => before with { Windows = All };

        protected override void Write(Utf8JsonWriter json)
        {
            json.WriteString("change"u8, "windows"u8);
            json.WriteStartArray("windows"u8);
            foreach (var window in All)
            {
                json.WriteStartObject();
                json.WriteString("from"u8, Times.Format(window.From));
                json.WriteString("to"u8, Times.Format(window.To));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }
}
