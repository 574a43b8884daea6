using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ksef.Offline.Emulator.Wire;

/// <summary>What goes back: status, body, headers. Made by the writers below, never from objects.</summary>
internal sealed class Answer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private List<KeyValuePair<string, string>>? _headers;

    private Answer(int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        Status = status;
        ContentType = contentType;
        Body = body;
    }

    public int Status { get; }

    public string? ContentType { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers ?? [];

    public static Answer Empty(int status) => new(status, null, default);

    public static Answer Json(int status, Action<Utf8JsonWriter> write, string contentType = "application/json; charset=utf-8")
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return new Answer(status, contentType, buffer.WrittenMemory);
    }

    public static Answer Object(int status, Action<Utf8JsonWriter> write) => Json(status, json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    public static Answer Bytes(int status, ReadOnlyMemory<byte> body, string contentType) => new(status, contentType, body);

    public static Answer Text(int status, string text, string contentType) => new(status, contentType, System.Text.Encoding.UTF8.GetBytes(text));

    public Answer With(string header, string value)
    {
        (_headers ??= []).Add(new(header, value));
        return this;
    }
}
