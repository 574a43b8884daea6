namespace Ksef.Offline.Emulator.Wire;

/// <summary>Which token a route takes in <c>Authorization: Bearer</c>.</summary>
internal enum Access
{
    /// <summary>None: anyone may call.</summary>
    Anonymous,

    /// <summary>An access token.</summary>
    AccessToken,

    /// <summary>The token of a login under way.</summary>
    LoginToken,

    /// <summary>A refresh token.</summary>
    RefreshToken,

    /// <summary>An access or a refresh token.</summary>
    AccessOrRefreshToken,
}
