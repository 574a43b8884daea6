using System.Security.Cryptography;
using System.Text.Json;

namespace Ksef.Offline.Http.Transport;

/// <summary>An answer of success: the status, the body as bytes, the one header that matters.</summary>
internal sealed class ApiAnswer(int status, byte[] body, string call)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    /// <summary>Header <c>x-ms-meta-hash</c>: SHA-256 of a UPO.</summary>
    public string? MetaHash { get; init; }

    /// <summary>Reads the body as JSON. A page that is not JSON under a status of success comes from something that is not KSeF.</summary>
    public T Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            throw new KsefUnavailableException($"{call}: the answer with status {Status} is not what KSeF answers ({e.Message}); something on the way changed it.", e)
            {
                Call = call,
                HttpStatus = Status,
                MayHaveBeenAccepted = true,
            };
        }
    }
}
