using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Http.Transport;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Interactive;

/// <summary>The interactive session of one taxpayer: opened when needed, used again within its end and count, closed when idle, full or near its end. Thread-safe.</summary>
/// <remarks>KSeF does not always close a session at its end by itself, and a session receipt exists for closed ones only: so sessions are closed here.</remarks>
internal sealed class InteractiveSessions : IAsyncDisposable
{
    private static readonly Duration EndMargin = Duration.FromMinutes(5);

    private readonly TaxpayerApi _api;
    private readonly SessionQueries _queries;
    private readonly PublicKeys _keys;
    private readonly KsefGatewayOptions _options;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ITimer _idle;
    private readonly List<InteractiveSession> _retired = [];
    private InteractiveSession? _current;
    private Task _closingIdle = Task.CompletedTask;

    public InteractiveSessions(TaxpayerApi api, SessionQueries queries, PublicKeys keys, KsefGatewayOptions options, ILogger logger)
    {
        _api = api;
        _queries = queries;
        _keys = keys;
        _options = options;
        _logger = logger;
        _idle = api.Api.Time.CreateTimer(_ => _closingIdle = CloseIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A session with room for one invoice more; give it back with <see cref="ReturnAsync"/>.</summary>
    public async Task<InteractiveSession> RentAsync(Func<Task> beforeOpening, Func<string, Task> afterOpening, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = _api.Api.Now;
            if (_current is { } old && !Usable(old, now)) Retire(old);
            if (_current is null)
            {
                await beforeOpening().ConfigureAwait(false);
                _current = await OpenAsync(cancellationToken).ConfigureAwait(false);
                await afterOpening(_current.Reference).ConfigureAwait(false);
            }
            _current.Count++;
            _current.Busy++;
            _current.LastUse = now;
            return _current;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The invoice is through, one way or another. <paramref name="usable"/> is false where KSeF takes no more into this session.</summary>
    public async Task ReturnAsync(InteractiveSession session, bool usable)
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            session.Busy--;
            if (!usable && ReferenceEquals(session, _current)) Retire(session);
            _idle.Change(_options.SessionIdleTime, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            _gate.Release();
        }
        await CloseRetiredAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Closes every session that nobody uses.</summary>
    public async Task CloseAllAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is { } current) Retire(current);
        }
        finally
        {
            _gate.Release();
        }
        await CloseRetiredAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _idle.DisposeAsync().ConfigureAwait(false);
        await _closingIdle.ConfigureAwait(false);
        await CloseAllAsync(CancellationToken.None).ConfigureAwait(false);
        _gate.Dispose();
    }

    private bool Usable(InteractiveSession session, Instant now) =>
        session.Count < _options.InvoicesPerSession && now < session.ValidUntil - EndMargin && now - session.LastUse < Duration.FromTimeSpan(_options.SessionIdleTime);

    private void Retire(InteractiveSession session)
    {
        _current = null;
        _retired.Add(session);
    }

    private async Task<InteractiveSession> OpenAsync(CancellationToken cancellationToken)
    {
        var sessionKeys = new SessionKeys();
        try
        {
            var session = await _keys.UseAsync(PublicKeys.ForSymmetricKeys, key => OpenAsync(sessionKeys, key, cancellationToken), cancellationToken).ConfigureAwait(false);
            Log.SessionOpened(_logger, session.Reference, _api.Taxpayer.Context.ToString(), session.ValidUntil);
            return session;
        }
        catch
        {
            sessionKeys.Dispose();
            throw;
        }
    }

    private async Task<InteractiveSession> OpenAsync(SessionKeys sessionKeys, EncryptionKey key, CancellationToken cancellationToken)
    {
        var body = JsonBody.Write(json =>
        {
            SessionBody.WriteForm(json);
            SessionBody.WriteEncryption(json, sessionKeys, key);
        });
        var answer = await _api.SendAsync(ApiCall.Post("sessions/online", EndpointGroup.OnlineSession, "POST sessions/online", body), cancellationToken).ConfigureAwait(false);
        return answer.Read(root => new InteractiveSession(root.RequiredText("referenceNumber"), root.Moment("validUntil") ?? _api.Api.Now + Duration.FromHours(1), sessionKeys));
    }

    private async Task CloseIdleAsync()
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_current is { } current && _api.Api.Now - current.LastUse >= Duration.FromTimeSpan(_options.SessionIdleTime)) Retire(current);
        }
        finally
        {
            _gate.Release();
        }
        await CloseRetiredAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task CloseRetiredAsync(CancellationToken cancellationToken)
    {
        List<InteractiveSession> free;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            free = [.. _retired.Where(s => s.Busy == 0)];
            _retired.RemoveAll(free.Contains);
        }
        finally
        {
            _gate.Release();
        }
        foreach (var session in free)
        {
            session.Keys.Dispose();
            try
            {
                await _queries.CloseAsync(session.Reference, SessionKind.Online, cancellationToken).ConfigureAwait(false);
                Log.SessionClosed(_logger, session.Reference, session.Count);
            }
            catch (Exception e) when (e is KsefException or ObjectDisposedException)
            {
                // A client that is gone with the application closes nothing; KSeF ends the session by itself in the end.
                Log.CloseFailed(_logger, session.Reference, e.Message);
            }
        }
    }
}
