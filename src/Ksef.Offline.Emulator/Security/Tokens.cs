using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ksef.Offline.Emulator.Security;

/// <summary>Tokens of three parts (JWT, HS256) and signed links. The signature is checked, the times are judged by the emulator's clock.</summary>
internal sealed class Tokens(byte[] secret)
{
    private const int Remembered = 1000;
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly ConcurrentDictionary<string, TokenClaims> _read = [];

    public string Issue(string kind, string login, DateTimeOffset now, DateTimeOffset validUntil, Action<Utf8JsonWriter> claims)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("typ", kind);
            json.WriteString("arn", login);
            json.WriteString("iss", "ksef-emulator");
            json.WriteString("aud", "ksef-emulator");
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("nbf", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", validUntil.ToUnixTimeSeconds());
            claims(json);
            json.WriteEndObject();
        }
        var head = $"{Header}.{Base64Url.EncodeToString(buffer.WrittenSpan)}";
        return $"{head}.{Sign(head)}";
    }

    /// <summary>The claims of a token that this emulator signed, else null.</summary>
    public TokenClaims? Read(string token)
    {
        if (_read.TryGetValue(token, out var known)) return known;
        var dot = token.LastIndexOf('.');
        if (dot < 0 || token.Length > 16_384) return null;
        var head = token[..dot];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(head)), Encoding.UTF8.GetBytes(token[(dot + 1)..]))) return null;
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(head.AsSpan(head.IndexOf('.', StringComparison.Ordinal) + 1)));
        var claims = document.RootElement;
        var fresh = new TokenClaims(
            claims.GetProperty("typ").GetString()!,
            claims.GetProperty("arn").GetString()!,
            DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()),
            claims.TryGetProperty("per", out var granted) ? [.. granted.EnumerateArray().Select(p => p.GetString()!)] : []);
        if (_read.Count >= Remembered) _read.Clear();
        _read[token] = fresh;
        return fresh;
    }

    /// <summary>A path that needs no token until an instant.</summary>
    public string SignLink(string path, DateTimeOffset validUntil)
    {
        var until = validUntil.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $"{path}?se={until}&sig={Sign($"{path}?{until}")}";
    }

    /// <summary>Whether a link is one of ours and still holds.</summary>
    public bool IsSigned(string path, string? until, string? signature, DateTimeOffset now) =>
        until is not null && signature is not null && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
        && string.Equals(Sign($"{path}?{until}"), signature, StringComparison.Ordinal) && now.ToUnixTimeMilliseconds() <= ms;

    /// <summary>Base64URL of the HMAC-SHA-256: for tokens and for links that need no token.</summary>
    public string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));
}
