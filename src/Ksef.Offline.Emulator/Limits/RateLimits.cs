using System.Globalization;
using Ksef.Offline.Emulator.Storage;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Limits;

/// <summary>Sliding windows per context and address. Blocked calls count too, as the real system warns. Thread-safe.</summary>
internal sealed class RateLimits(Store store, Func<bool> enforce)
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

    public RateWindow Of(string context, string group)
    {
        lock (_calls) return Find(context, group);
    }

    /// <summary>Windows as one text, for a setting.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, RateWindow>> windows) =>
        string.Join(';', windows.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Key}={w.Value.PerSecond},{w.Value.PerMinute},{w.Value.PerHour}")));

    /// <summary>Counts a call; refuses it with 429 where a window is full.</summary>
    public void Count(string context, string ip, string group, DateTimeOffset now)
    {
        lock (_calls)
        {
            if (!enforce() && !store.Settings.ContainsKey($"rates:{context}")) return;
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

    /// <summary>Windows set for a context by <c>/testdata/rate-limits</c> hold whatever the profile; else the published ones.</summary>
    private RateWindow Find(string context, string group)
    {
        foreach (var part in store.Settings.GetValueOrDefault($"rates:{context}")?.Split(';') ?? [])
        {
            if (part.Split('=') is not [var name, var values] || name != group) continue;
            var n = values.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture)).ToArray();
            return new RateWindow(n[0], n[1], n[2]);
        }
        return Published.FirstOrDefault(p => p.Key == group).Value ?? new RateWindow(10, 30, 120);
    }
}
