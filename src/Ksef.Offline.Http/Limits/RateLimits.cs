using System.Collections.Frozen;
using System.Text.Json;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Limits;

/// <summary>The windows of each group of endpoints: production's defaults until KSeF tells its own. A group that we do not know is ignored, one that KSeF does not tell keeps its default.</summary>
/// <remarks>Source: API documentation, limits; <c>GET /rate-limits</c>.</remarks>
internal sealed class RateLimits
{
    public static FrozenDictionary<string, RateLimit> Production { get; } = new Dictionary<string, RateLimit>(StringComparer.Ordinal)
    {
        [EndpointGroup.OnlineSession] = new(10, 30, 120),
        [EndpointGroup.BatchSession] = new(10, 20, 60),
        [EndpointGroup.InvoiceSend] = new(10, 30, 180),
        [EndpointGroup.InvoiceStatus] = new(30, 120, 1200),
        [EndpointGroup.SessionMisc] = new(10, 120, 1200),
        [EndpointGroup.SessionInvoiceList] = new(10, 20, 200),
        [EndpointGroup.SessionList] = new(5, 10, 60),
        [EndpointGroup.InvoiceMetadata] = new(8, 16, 20),
        [EndpointGroup.Other] = new(10, 30, 120),
        [EndpointGroup.Challenge] = new(60, int.MaxValue, int.MaxValue),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, RateLimit> _told;

    private RateLimits(FrozenDictionary<string, RateLimit> told) => _told = told;

    public static RateLimits Default { get; } = new(Production);

    public RateLimit Of(string group) => _told.TryGetValue(group, out var limit) ? limit : Production[EndpointGroup.Other];

    public static RateLimits Read(JsonElement root)
    {
        var told = new Dictionary<string, RateLimit>(Production, StringComparer.Ordinal);
        if (root.ValueKind == JsonValueKind.Object)
            foreach (var group in root.EnumerateObject())
                if (group.Value.Number("perSecond") is > 0 and var s && group.Value.Number("perMinute") is > 0 and var m && group.Value.Number("perHour") is > 0 and var h)
                    told[group.Name] = new RateLimit(s, m, h);
        return new RateLimits(told.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
