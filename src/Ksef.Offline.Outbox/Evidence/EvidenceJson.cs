using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>A record of evidence as one line of JSON, without its payload.</summary>
internal static class EvidenceJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(EvidenceRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("chain", record.Chain);
            json.WriteNumber("sequence", record.Sequence);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(record.At));
            json.WriteString("actor", record.Actor);
            json.WriteString("kind", record.Kind.ToString());
            json.WriteString("text", record.Text);
            json.WriteString("payloadName", record.PayloadName);
            json.WriteString("payloadHash", record.PayloadHash?.ToBase64());
            json.WriteString("previous", record.Previous.ToBase64());
            json.WriteString("hash", record.Hash.ToBase64());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static EvidenceRecord Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        string? Text(string name) => json.GetProperty(name).GetString();
        if (!Enum.TryParse<EvidenceKind>(Text("kind"), out var kind)) throw new FormatException($"'{Text("kind")}' is not a kind of evidence");
        return new EvidenceRecord(
            Text("chain")!, json.GetProperty("sequence").GetInt64(), InstantPattern.ExtendedIso.Parse(Text("at")!).GetValueOrThrow(), Text("actor")!, kind, Text("text")!, Text("payloadName"),
            Text("payloadHash") is { } payload ? InvoiceHash.Parse(payload) : null, null, InvoiceHash.Parse(Text("previous")!), InvoiceHash.Parse(Text("hash")!));
    }
}
