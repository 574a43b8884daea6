using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Limits;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Http.Transport;

/// <summary>Makes calls: takes the allowance, sends, waits no longer than it may, and turns every bad ending into one of the two exceptions. Thread-safe.</summary>
internal sealed class KsefApi
{
    private const int LargestBody = 64 * 1024 * 1024;

    private readonly KsefGatewayOptions _options;
    private readonly Func<HttpClient> _http;
    private readonly ISendBudget _budget;
    private readonly ILogger _logger;
    private readonly CallPipelines _pipelines;

    public KsefApi(KsefGatewayOptions options, Func<HttpClient> http, TimeProvider time, ISendBudget budget, ILogger logger)
    {
        _options = options;
        _http = http;
        Time = time;
        _budget = budget;
        _logger = logger;
        _pipelines = new CallPipelines(options, time, logger);
    }

    public TimeProvider Time { get; }

    public Instant Now => Time.GetCurrentInstant();

    /// <summary>Makes a call of the API.</summary>
    /// <exception cref="KsefRejectedException">KSeF refused; no effect.</exception>
    /// <exception cref="KsefUnavailableException">No answer, a gateway's answer, or no allowance.</exception>
    public Task<ApiAnswer> SendAsync(ApiCall call, CancellationToken cancellationToken) =>
        _pipelines.RunAsync(call.MayRepeat, call.Name, token => OnceAsync(call, token), cancellationToken);

    /// <summary>Gets a pre-signed link: no token, no limits.</summary>
    public Task<ApiAnswer> DownloadAsync(Uri link, string name, CancellationToken cancellationToken) =>
        _pipelines.RunAsync(mayRepeat: true, name, token => ExchangeAsync(name, () => new HttpRequestMessage(HttpMethod.Get, link), null, token), cancellationToken);

    /// <summary>Uploads a part as instructed: no token, no limits; putting the same bytes to the same place twice does no harm.</summary>
    public Task UploadAsync(Func<HttpRequestMessage> request, string name, CancellationToken cancellationToken) =>
        _pipelines.UploadAsync(name, async token => await ExchangeAsync(name, request, null, token).ConfigureAwait(false), cancellationToken);

    private async Task<ApiAnswer> OnceAsync(ApiCall call, CancellationToken cancellationToken)
    {
        await TakeAsync(call, cancellationToken).ConfigureAwait(false);
        return await ExchangeAsync(call.Name, () => Request(call), call, cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage Request(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(_options.Environment.ApiBaseAddress, call.Path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(call.Accept));
        if (call.Accept != "application/json") request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/problem+json"));
        request.Headers.TryAddWithoutValidation("X-Error-Format", "problem-details");
        if (call.Bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Bearer);
        if (call.ContinuationToken is not null) request.Headers.TryAddWithoutValidation("x-continuation-token", call.ContinuationToken);
        request.Content = call.Content?.Invoke();
        return request;
    }

    private async Task<ApiAnswer> ExchangeAsync(string name, Func<HttpRequestMessage> make, ApiCall? call, CancellationToken cancellationToken)
    {
        using var activity = KsefTelemetry.Activities.StartActivity(name, ActivityKind.Client);
        var correlation = (activity ?? Activity.Current)?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("N");
        var started = Time.GetTimestamp();
        var status = 0;
        using var request = make();
        try
        {
            using var response = await _http().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            status = (int)response.StatusCode;
            activity?.SetTag("http.response.status_code", status);
            var body = await ReadBodyAsync(response, name, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw await RefuseAsync(name, call, response, body, cancellationToken).ConfigureAwait(false);
            Warn(name, correlation, response);
            return new ApiAnswer(status, body, name) { MetaHash = Header(response, "x-ms-meta-hash") };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Told(TransportFailure.Explain(name, e, status));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Neither the caller nor the pipeline cancelled: the client has a time-out of its own.
            throw Told(new KsefUnavailableException($"{name}: no complete answer within HttpClient.Timeout; let the client be more patient than CallTimeout and UploadTimeout.", e) { Call = name, MayHaveBeenAccepted = true, IsTransient = true });
        }
        catch (KsefException e)
        {
            Told(e);
            throw;
        }
        finally
        {
            KsefTelemetry.CallDuration.Record(Time.GetElapsedTime(started).TotalSeconds, new("ksef.call", name), new("http.response.status_code", status));
            Log.Called(_logger, name, status, Time.GetElapsedTime(started).TotalMilliseconds, correlation);
        }

        KsefException Told(KsefException failure)
        {
            failure.CorrelationId = correlation;
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            return failure;
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, string name, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength is > LargestBody)
            throw new KsefUnavailableException($"{name}: an answer of {response.Content.Headers.ContentLength} bytes is not one of KSeF's.") { Call = name, HttpStatus = (int)response.StatusCode, MayHaveBeenAccepted = true };
        await response.Content.LoadIntoBufferAsync(LargestBody, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<KsefException> RefuseAsync(string name, ApiCall? call, HttpResponseMessage response, byte[] body, CancellationToken cancellationToken)
    {
        var problem = ProblemReader.Read(name, response.StatusCode, body);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var until = Now + RetryAfter.Read(response, Now);
            if (call is not null) await _budget.BlockAsync(Wish(call), until, cancellationToken).ConfigureAwait(false);
            KsefTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("ksef.group", call?.Group ?? ""));
            return new KsefUnavailableException($"{name}: the limit of calls is reached (429); not before {until}.", problem) { Call = name, HttpStatus = 429, TraceId = problem?.TraceId, RetryAfter = until };
        }
        if ((int)response.StatusCode is >= 400 and < 500 && problem is not null) return problem;
        return TransportFailure.Gateway(name, response, problem, Now);
    }

    private async Task TakeAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (call.Group == EndpointGroup.Unlimited) return;
        var wish = Wish(call);
        var first = Now;
        while (await _budget.TryTakeAsync(wish, Now, cancellationToken).ConfigureAwait(false) is { } until)
        {
            if (until - first > Duration.FromTimeSpan(_options.MaxBudgetWait))
                throw new KsefUnavailableException($"{call.Name}: the allowance for '{call.Group}' is used up; not before {until}.") { Call = call.Name, RetryAfter = until };
            KsefTelemetry.BudgetWaits.Add(1, new KeyValuePair<string, object?>("ksef.group", call.Group));
            var wait = until - Now;
            if (wait > Duration.Zero) await Task.Delay(wait.ToTimeSpan(), Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static BudgetRequest Wish(ApiCall call) => new(call.Context, call.Group, (call.Limits ?? RateLimits.Default).Of(call.Group));

    private void Warn(string name, string correlation, HttpResponseMessage response)
    {
        if (Header(response, "X-System-Warning") is not { } warning) return;
        KsefTelemetry.SystemWarnings.Add(1);
        Log.SystemWarning(_logger, name, correlation, warning);
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
