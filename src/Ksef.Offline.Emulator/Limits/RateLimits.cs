using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Limits;

/// <summary>Sliding windows per context and address. Blocked calls count too, as the real system warns. Thread-safe.</summary>
internal sealed class RateLimits(bool enforce)
{
    /// <summary>The published production values, in the order of the answer of <c>/rate-limits</c>.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, RateWindow>> Published =
    [
        new("onlineSession", new(10, 30, 120)),
        new("batchSession", new(10, 20, 60)),
        new("invoiceSend", new(10, 30, 180)),
        new("invoiceStatus", new(30, 120, 1200)),
        new("sessionList", new(5, 10, 60)),
        new("sessionInvoiceList", new(10, 20, 200)),
        new("sessionMisc", new(10, 120, 1200)),
        new("invoiceMetadata", new(8, 16, 20)),
        new("invoiceExport", new(4, 8, 20)),
        new("invoiceExportStatus", new(10, 60, 600)),
        new("invoiceDownload", new(8, 16, 64)),
        new("collectiveIdentifier", new(10, 30, 120)),
        new("other", new(10, 30, 120)),
    ];

    private static readonly TimeSpan[] Spans = [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)];
    private readonly Dictionary<(string Context, string Ip, string Group), Queue<DateTimeOffset>> _calls = [];
    private readonly Dictionary<string, Dictionary<string, RateWindow>> _changed = [];
    private bool _enforce = enforce;

    public void Enforce(bool enforce)
    {
        lock (_calls) _enforce = enforce;
    }

    public RateWindow Of(string context, string group)
    {
        lock (_calls) return Find(context, group);
    }

    /// <summary>Sets windows of one context (<c>/testdata/rate-limits</c>); they hold from now on, whatever the profile. Null takes them back.</summary>
    public void Set(string context, Dictionary<string, RateWindow>? windows)
    {
        lock (_calls)
        {
            if (windows is null) _changed.Remove(context);
            else _changed[context] = windows;
        }
    }

    /// <summary>Counts a call; refuses it with 429 where a window is full.</summary>
    public void Count(string context, string ip, string group, DateTimeOffset now)
    {
        lock (_calls)
        {
            if (!_enforce && !_changed.ContainsKey(context)) return;
            var window = group == "anonymous" ? new RateWindow(60, int.MaxValue, int.MaxValue) : Find(context, group);
            int[] limits = [window.PerSecond, window.PerMinute, window.PerHour];
            var key = (group == "anonymous" ? "" : context, ip, group);
            if (!_calls.TryGetValue(key, out var calls)) _calls[key] = calls = new Queue<DateTimeOffset>();
            while (calls.TryPeek(out var oldest) && now - oldest >= Spans[2]) calls.Dequeue();
            for (var i = 2; i >= 0; i--)
            {
                var inside = calls.Where(c => now - c < Spans[i]).ToArray();
                if (inside.Length < limits[i]) continue;
                if (calls.Count < 100_000) calls.Enqueue(now);
                var wait = Math.Max(1, (int)Math.Ceiling((inside[inside.Length - limits[i]] + Spans[i] - now).TotalSeconds));
                throw ApiError.TooMany($"Przekroczono limit {limits[i]} żądań na {(i == 0 ? "sekundę" : i == 1 ? "minutę" : "godzinę")}. Ponów za {wait} s.", wait);
            }
            calls.Enqueue(now);
        }
    }

    private RateWindow Find(string context, string group) =>
        _changed.TryGetValue(context, out var windows) && windows.TryGetValue(group, out var own) ? own : Published.FirstOrDefault(p => p.Key == group).Value ?? new RateWindow(10, 30, 120);
}
