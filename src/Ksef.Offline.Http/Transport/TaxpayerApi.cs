using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Limits;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Transport;

/// <summary>Calls in the name of one taxpayer: adds the access token, and logs in again where KSeF no longer takes it. Thread-safe.</summary>
internal sealed class TaxpayerApi(TaxpayerContext taxpayer, KsefApi api, LoginSession login, ILogger logger) : IDisposable
{
    private static readonly Duration LimitsFreshness = Duration.FromHours(1);

    private long _limitsAskedAt = long.MinValue;
    private RateLimits _limits = RateLimits.Default;

    public TaxpayerContext Taxpayer { get; } = taxpayer;

    public KsefApi Api { get; } = api;

    /// <summary>Makes a call. A 401 has had no effect, so the call is made once more with a new token, whatever it is.</summary>
    public async Task<ApiAnswer> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        await LearnLimitsAsync(token, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Api.SendAsync(Named(call, token), cancellationToken).ConfigureAwait(false);
        }
        catch (KsefRejectedException e) when (e.HttpStatus == 401)
        {
            login.Refuse(token);
            return await Api.SendAsync(Named(call, await TokenAsync(cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => login.Dispose();

    /// <summary>Whatever is lost on the way to a token, the call that wanted it has not been made.</summary>
    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await login.TokenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KsefUnavailableException e) when (e.MayHaveBeenAccepted)
        {
            throw new KsefUnavailableException(e.Message, e) { Call = e.Call, HttpStatus = e.HttpStatus, TraceId = e.TraceId, RetryAfter = e.RetryAfter, NeedsPerson = e.NeedsPerson, IsTransient = e.IsTransient, CorrelationId = e.CorrelationId };
        }
    }

    private ApiCall Named(ApiCall call, string token) => call with { Bearer = token, Context = Taxpayer.Context.ToString(), Limits = Volatile.Read(ref _limits) };

    /// <summary>Asks once an hour which limits hold. That they cannot be read is no reason not to send.</summary>
    private async Task LearnLimitsAsync(string token, CancellationToken cancellationToken)
    {
        var now = Api.Now.ToUnixTimeTicks();
        var last = Interlocked.Read(ref _limitsAskedAt);
        if (last != long.MinValue && now - last < LimitsFreshness.BclCompatibleTicks) return;
        if (Interlocked.CompareExchange(ref _limitsAskedAt, now, last) != last) return;
        try
        {
            var answer = await Api.SendAsync(Named(ApiCall.Get("rate-limits", EndpointGroup.Other, "GET rate-limits") with { MayRepeat = false }, token), cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _limits, answer.Read(RateLimits.Read));
        }
        catch (KsefException e)
        {
            Log.LimitsUnread(logger, e.Message);
        }
    }
}
