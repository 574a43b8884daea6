using NodaTime;

namespace Ksef.Offline.Http.Transport;

/// <summary>Reads the header <c>Retry-After</c>, in seconds or as a date; without it a minute, the length of the middle window.</summary>
internal static class RetryAfter
{
    private static readonly Duration Unsaid = Duration.FromMinutes(1);
    private static readonly Duration Longest = Duration.FromHours(24);

    public static Duration Read(HttpResponseMessage response, Instant now) => TryRead(response, now) ?? Unsaid;

    public static Duration? TryRead(HttpResponseMessage response, Instant now)
    {
        var header = response.Headers.RetryAfter;
        Duration? wait = header?.Delta is { } delta ? Duration.FromTimeSpan(delta)
            : header?.Date is { } date ? Instant.FromDateTimeOffset(date) - now
            : null;
        return wait is { } w ? Duration.Min(Duration.Max(w, Duration.FromSeconds(1)), Longest) : null;
    }
}
