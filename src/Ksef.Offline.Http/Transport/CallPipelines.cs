using Ksef.Offline.Http.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Ksef.Offline.Http.Transport;

/// <summary>The resilience of calls: a time-out for each, a breaker for all, and repetition only for those that may be repeated. Thread-safe.</summary>
internal sealed class CallPipelines
{
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline _repeating;
    private readonly ResiliencePipeline _upload;

    public CallPipelines(KsefGatewayOptions options, TimeProvider time, ILogger logger)
    {
        _time = time;
        _once = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.9,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>().Handle<KsefUnavailableException>(e => e.IsTransient),
                OnOpened = opened => { Log.CircuitOpened(logger, opened.BreakDuration.TotalSeconds); return default; },
            })
            .AddTimeout(options.CallTimeout)
            .Build();
        _repeating = Repeating(options, time, logger).AddPipeline(_once).Build();
        _upload = Repeating(options, time, logger).AddTimeout(options.UploadTimeout).Build();
    }

    public Task<ApiAnswer> RunAsync(bool mayRepeat, string name, Func<CancellationToken, Task<ApiAnswer>> call, CancellationToken cancellationToken) =>
        RunAsync(mayRepeat ? _repeating : _once, name, call, cancellationToken);

    public Task UploadAsync(string name, Func<CancellationToken, Task<ApiAnswer>> call, CancellationToken cancellationToken) => RunAsync(_upload, name, call, cancellationToken);

    private async Task<ApiAnswer> RunAsync(ResiliencePipeline pipeline, string name, Func<CancellationToken, Task<ApiAnswer>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(static async (state, token) => await state(token).ConfigureAwait(false), call, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw new KsefUnavailableException($"{name}: no complete answer within {(long)e.Timeout.TotalSeconds} s.", e) { Call = name, MayHaveBeenAccepted = true, IsTransient = true };
        }
        catch (BrokenCircuitException e)
        {
            var until = _time.GetCurrentInstant() + Duration.FromTimeSpan(e.RetryAfter ?? TimeSpan.FromSeconds(15));
            throw new KsefUnavailableException($"{name}: not tried, because the last calls all failed; not before {until}.", e) { Call = name, RetryAfter = until };
        }
    }

    private static ResiliencePipelineBuilder Repeating(KsefGatewayOptions options, TimeProvider time, ILogger logger)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>().Handle<KsefUnavailableException>(e => e.IsTransient),
                OnRetry = retry =>
                {
                    KsefTelemetry.Retries.Add(1);
                    Log.Repeating(logger, retry.Outcome.Exception?.Message ?? "", (retry.Outcome.Exception as KsefException)?.CorrelationId, retry.AttemptNumber + 1);
                    return default;
                },
            });
        return builder;
    }
}
