using System.Security.Cryptography;
using System.Text;

namespace Ksef.Offline.Http.Login;

/// <summary>A KSeF token (<i>token KSeF</i>): the text that the taxpayer generated in KSeF for this application.</summary>
/// <remarks>
/// A login by token cannot enrol certificates; use <see cref="XadesCredential"/> for that. The token is sent encrypted only. Thread-safe until disposed, which
/// overwrites it in memory.
/// </remarks>
public sealed class KsefTokenCredential : KsefCredential, IDisposable
{
    private readonly byte[] _token;

    /// <summary>Takes the token.</summary>
    /// <param name="token">The token as KSeF gave it; surrounding blanks are cut.</param>
    /// <exception cref="ArgumentException">The token is empty.</exception>
    public KsefTokenCredential(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        _token = Encoding.UTF8.GetBytes(token.Trim());
    }

    /// <summary>Overwrites the token.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_token);

    /// <summary>A fixed text; never the token.</summary>
    public override string ToString() => "KSeF token (hidden)";

    /// <summary>The bytes of <c>token|timestamp</c>, the timestamp in milliseconds; the caller overwrites them.</summary>
    internal byte[] Join(long timestampMs)
    {
        ObjectDisposedException.ThrowIf(_token.All(b => b == 0), this);
        return [.. _token, .. Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"|{timestampMs}"))];
    }
}
