using System.Text.Json;
using Ksef.Offline.Emulator.Storage;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Latarnia;

/// <summary>The messages of the emulated beacon. A message shows from its instant of publication on. With a data folder all of it survives a restart. Thread-safe.</summary>
public sealed class Beacon
{
    private const string Name = "emulator:beacon";
    private readonly EmulatorClock _clock;
    private readonly Store _store;
    private readonly List<BeaconMessage> _messages = [];
    private string? _status;

    internal Beacon(EmulatorClock clock, Store store)
    {
        (_clock, _store) = (clock, store);
        if (!store.Settings.TryGetValue(Name, out var kept)) return;
        var found = JsonSerializer.Deserialize<Kept>(kept)!;
        _messages.AddRange(found.Messages);
        _status = found.Status;
    }

    /// <summary>Adds a message, or a new version of one.</summary>
    /// <param name="message">The message.</param>
    public void Announce(BeaconMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_messages)
        {
            _messages.RemoveAll(m => string.Equals(m.Id, message.Id, StringComparison.Ordinal) && m.Version <= message.Version);
            _messages.Add(message);
            Keep();
        }
    }

    /// <summary>Takes a message away, as the Ministry does without a word.</summary>
    /// <param name="id">The message's id.</param>
    public void Withdraw(string id)
    {
        lock (_messages)
        {
            _messages.RemoveAll(m => string.Equals(m.Id, id, StringComparison.Ordinal));
            Keep();
        }
    }

    /// <summary>Fixes what <c>/status</c> says (<c>AVAILABLE</c>, <c>MAINTENANCE</c>, <c>FAILURE</c>, <c>TOTAL_FAILURE</c>), whatever the messages say; null lets them decide again.</summary>
    /// <param name="status">The status, or null.</param>
    public void Fix(string? status)
    {
        lock (_messages)
        {
            _status = status;
            Keep();
        }
    }

    /// <summary>Removes every message and any fixed status.</summary>
    public void Clear()
    {
        lock (_messages)
        {
            _messages.Clear();
            _status = null;
            Keep();
        }
    }

    internal Answer Status()
    {
        var now = _clock.GetUtcNow();
        lock (_messages)
        {
            var active = _messages.Where(m => m.Published <= now && IsActive(m, now)).ToArray();
            var status = _status ?? (Has(active, "TOTAL_FAILURE") ? "TOTAL_FAILURE" : Has(active, "FAILURE") ? "FAILURE" : Has(active, "MAINTENANCE") ? "MAINTENANCE" : "AVAILABLE");
            return Answer.Object(200, json =>
            {
                json.WriteString("status", status);
                if (status == "AVAILABLE" || active.Length == 0) return;
                json.WriteStartArray("messages");
                foreach (var message in active.Reverse()) Write(json, message);
                json.WriteEndArray();
            });
        }
    }

    internal Answer Messages()
    {
        var now = _clock.GetUtcNow();
        lock (_messages)
        {
            return Answer.Json(200, json =>
            {
                json.WriteStartArray();
                foreach (var message in Enumerable.Reverse(_messages).Where(m => m.Published <= now)) Write(json, message);
                json.WriteEndArray();
            });
        }
    }

    private void Keep() => _store.Set(Name, JsonSerializer.Serialize(new Kept(_messages, _status)));

    private static bool Has(BeaconMessage[] messages, string category) => Array.Exists(messages, m => m.Category == category);

    /// <summary>A failure lasts until a message of its event tells the end; maintenance lasts from its start to its end.</summary>
    private bool IsActive(BeaconMessage message, DateTimeOffset now) => message.Type switch
    {
        "FAILURE_START" => !_messages.Exists(m => m.EventId == message.EventId && m.Type == "FAILURE_END" && m.Published <= now && (m.End is null || m.End <= now)) && !(message.End <= now),
        "MAINTENANCE_ANNOUNCEMENT" => message.Start <= now && !(message.End <= now),
        _ => false,
    };

    private static void Write(Utf8JsonWriter json, BeaconMessage message)
    {
        json.WriteStartObject();
        json.WriteString("id", message.Id);
        json.WriteNumber("eventId", message.EventId);
        json.WriteString("category", message.Category);
        json.WriteString("type", message.Type);
        json.WriteString("title", message.Title);
        json.WriteString("text", message.Text);
        json.Instant("start", message.Start);
        json.Instant("end", message.End);
        json.WriteNumber("version", message.Version);
        json.Instant("published", message.Published);
        json.WriteEndObject();
    }

    private sealed record Kept(IReadOnlyList<BeaconMessage> Messages, string? Status);
}
