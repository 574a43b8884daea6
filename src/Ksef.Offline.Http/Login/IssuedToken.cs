using System.Text.Json;
using Ksef.Offline.Http.Transport;
using NodaTime;

namespace Ksef.Offline.Http.Login;

/// <summary>A token with its end. API: <c>TokenInfo</c>. Hides itself.</summary>
internal sealed class IssuedToken(string value, Instant validUntil)
{
    public string Value { get; } = value;

    public Instant ValidUntil { get; } = validUntil;

    public override string ToString() => $"token (hidden) until {ValidUntil}";

    public static IssuedToken Read(JsonElement parent, string name)
    {
        var token = parent.Object(name) ?? throw new FormatException($"the property '{name}' is missing");
        return new IssuedToken(token.RequiredText("token"), token.Moment("validUntil") ?? Instant.MinValue);
    }
}
