using System.Globalization;
using System.Text.Json;
using Ksef.Offline.Http.Transport;

namespace Ksef.Offline.Http.Batch;

/// <summary>How to upload one part. API: <c>PartUploadRequest</c>: method, address and headers exactly as given, and no token.</summary>
internal sealed record PartUpload(int Ordinal, HttpMethod Method, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public static PartUpload Read(JsonElement root) => new(
        root.Number("ordinalNumber") ?? throw new FormatException("the property 'ordinalNumber' is missing"),
        new HttpMethod(root.Text("method") ?? "PUT"),
        new Uri(root.RequiredText("url"), UriKind.Absolute),
        root.Object("headers") is { ValueKind: JsonValueKind.Object } headers
            ? [.. headers.EnumerateObject().Where(h => h.Value.ValueKind == JsonValueKind.String).Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!))]
            : []);

    /// <summary>The part alone: who knows the address may write to it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Method} part {Ordinal}");

    public HttpRequestMessage Request(Stream part)
    {
        var request = new HttpRequestMessage(Method, Address) { Content = new StreamContent(part, 1 << 16) };
        foreach (var (name, value) in Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
