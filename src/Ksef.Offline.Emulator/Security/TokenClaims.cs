namespace Ksef.Offline.Emulator.Security;

/// <summary>What a token says: its kind, the login it came from, its end, the permissions.</summary>
internal sealed record TokenClaims(string Kind, string Login, DateTimeOffset ValidUntil, IReadOnlyList<string> Permissions)
{
    public const string LoginKind = "AuthenticationToken";
    public const string AccessKind = "ContextToken";
    public const string RefreshKind = "RefreshToken";
}
