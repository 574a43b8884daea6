using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Ksef.Offline.Http.Transport;

/// <summary>Bodies of requests: written once, wrapped anew for every attempt.</summary>
internal static class JsonBody
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Func<HttpContent> Write(Action<Utf8JsonWriter> properties, int size = 1024)
    {
        var buffer = new ArrayBufferWriter<byte>(size);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }
        return () => Bytes(buffer.WrittenMemory, "application/json");
    }

    public static HttpContent Bytes(ReadOnlyMemory<byte> bytes, string mediaType)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }
}
