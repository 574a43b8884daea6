using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Login;

/// <summary>The login of one taxpayer: hands out an access token, renews it ahead of its end, one renewal at a time. Thread-safe.</summary>
internal sealed class LoginSession(TaxpayerContext taxpayer, Func<TaxpayerContext, KsefCredential> credentials, LoginFlow flow, KsefApi api, ILogger logger) : IDisposable
{
    private static readonly Duration Ahead = Duration.FromMinutes(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IssuedToken? _access;
    private IssuedToken? _refresh;

    /// <summary>An access token that lives for a while yet.</summary>
    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (Usable(Volatile.Read(ref _access)) is { } ready) return ready;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Usable(_access) is { } renewed) return renewed;
            var access = await RenewAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _access, access);
            return access.Value;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>KSeF answered 401 to this token: the next call gets another one.</summary>
    public void Refuse(string token)
    {
        if (Volatile.Read(ref _access) is { } access && access.Value == token) Interlocked.CompareExchange(ref _access, null, access);
    }

    public void Dispose() => _gate.Dispose();

    private string? Usable(IssuedToken? token) => token is not null && api.Now < token.ValidUntil - Ahead ? token.Value : null;

    private async Task<IssuedToken> RenewAsync(CancellationToken cancellationToken)
    {
        if (Usable(_refresh) is not null)
        {
            if (await flow.RefreshAsync(taxpayer.Context, _refresh!, cancellationToken).ConfigureAwait(false) is { } refreshed) return refreshed;
            _refresh = null;
        }
        var (access, refresh) = await flow.LogInAsync(taxpayer.Context, credentials(taxpayer), cancellationToken).ConfigureAwait(false);
        _refresh = refresh;
        Log.LoggedIn(logger, taxpayer.Context.ToString(), access.ValidUntil);
        return access;
    }
}
