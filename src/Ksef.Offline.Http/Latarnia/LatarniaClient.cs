using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Http.Latarnia;

/// <summary>Looks at the Ministry's beacon (<i>Latarnia</i>): <c>GET /status</c> and <c>GET /messages</c>, asked conditionally, read tolerantly, kept as bytes.</summary>
/// <remarks>
/// A look never throws for what the beacon does: silence, errors and rubbish give a snapshot whose status is unknown, with the announcements of the last good look.
/// The Ministry's test host shows a sample for ever (a total failure of January 2026); what comes from it is ignored unless asked for. One look at a time; otherwise
/// thread-safe. Look every one to five minutes, with jitter.
/// </remarks>
public sealed class LatarniaClient
{
    private const int LargestBody = 4 * 1024 * 1024;

    private readonly Uri _address;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly bool _ignored;
    private readonly TimeSpan _timeout;
    private readonly Dictionary<string, Known> _known = [];
    private LatarniaSnapshot? _last;

    /// <summary>A client for the beacon of an environment.</summary>
    /// <param name="environment">An environment that has a beacon; the demo environment has none.</param>
    /// <param name="httpClient">The client to ask with. Belongs to the caller.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="includeTestSamples">True to take what the Ministry's test host shows for real, in a rehearsal.</param>
    /// <param name="timeout">The longest that one question may take; null for ten seconds.</param>
    /// <exception cref="ArgumentException">The environment has no beacon.</exception>
    public LatarniaClient(KsefEnvironment environment, HttpClient httpClient, TimeProvider timeProvider, bool includeTestSamples = false, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _address = environment.LatarniaBaseAddress ?? throw new ArgumentException($"The environment '{environment.Name}' has no beacon.", nameof(environment));
        _http = httpClient;
        _time = timeProvider;
        _ignored = !includeTestSamples && !environment.IsProduction && _address.Host.EndsWith(".mf.gov.pl", StringComparison.OrdinalIgnoreCase);
        _timeout = timeout ?? TimeSpan.FromSeconds(10);
    }

    /// <summary>Takes a look.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<LatarniaSnapshot> LookAsync(CancellationToken cancellationToken)
    {
        var documents = new List<LatarniaDocument>();
        try
        {
            var reader = new LatarniaReader();
            var status = Parse(await FetchAsync("status", documents, cancellationToken).ConfigureAwait(false), reader.ReadStatus);
            Parse(await FetchAsync("messages", documents, cancellationToken).ConfigureAwait(false), root => { reader.ReadMessages(root); return 0; });
            var now = _time.GetCurrentInstant();
            return _last = new LatarniaSnapshot
            {
                At = now,
                Status = _ignored ? LatarniaStatus.Unknown : status,
                Announcements = _ignored ? [] : reader.Announcements,
                Findings = _ignored ? [Ignored()] : reader.Findings,
                Documents = documents,
                ConfirmedAt = now,
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var why = e is OperationCanceledException ? $"no complete answer within {(long)_timeout.TotalMilliseconds} ms" : e.Message;
            return new LatarniaSnapshot
            {
                At = _time.GetCurrentInstant(),
                Status = LatarniaStatus.Unknown,
                Announcements = _last?.Announcements ?? [],
                Findings = _last?.Findings ?? [],
                Trouble = $"{_address}: {why}",
                ConfirmedAt = _last?.ConfirmedAt,
            };
        }
    }

    private async Task<ReadOnlyMemory<byte>> FetchAsync(string path, List<LatarniaDocument> documents, CancellationToken cancellationToken)
    {
        var address = new Uri(_address, path);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var known = _known.GetValueOrDefault(path);
        if (known?.ETag is { } tag) request.Headers.IfNoneMatch.Add(tag);
        if (known?.Document.LastModified is { } modified) request.Headers.IfModifiedSince = modified.ToDateTimeOffset();
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
        var now = _time.GetCurrentInstant();
        if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
        {
            documents.Add(known.Document with { FetchedAt = now, IsNew = false });
            return known.Document.Bytes;
        }
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"answered with status {(int)response.StatusCode}", null, response.StatusCode);
        await response.Content.LoadIntoBufferAsync(LargestBody, both.Token).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false);
        var hash = InvoiceHash.Of(bytes);
        var document = new LatarniaDocument(address, now, bytes, hash, response.Content.Headers.LastModified is { } at ? Instant.FromDateTimeOffset(at) : null, known?.Document.Hash != hash);
        Parse<object?>(bytes, _ => null);
        _known[path] = new Known(document, response.Headers.ETag);
        documents.Add(document);
        return bytes;
    }

    private static T Parse<T>(ReadOnlyMemory<byte> bytes, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(bytes);
        return read(document.RootElement);
    }

    private Finding Ignored() => new()
    {
        Code = "KO6106",
        Severity = FindingSeverity.Info,
        Path = _address.AbsoluteUri,
        Value = null,
        Basis = "Latarnia",
        Message = "The beacon of the test environment shows a sample for ever; it is ignored unless it was asked for.",
        MessagePl = "Latarnia środowiska testowego stale pokazuje przykład; jest pomijana, o ile nie zażądano inaczej.",
    };

    private sealed record Known(LatarniaDocument Document, EntityTagHeaderValue? ETag);
}
