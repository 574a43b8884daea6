using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ksef.Offline.Emulator.Storage;

/// <summary>A hash in the journal: Base64.</summary>
internal sealed class InvoiceHashJson : JsonConverter<InvoiceHash>
{
    public override InvoiceHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => InvoiceHash.FromBytes(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, InvoiceHash value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.ToByteArray());
}
