using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>What a forecast of the draining queue rests on. The defaults are the published limits of production and a cautious line; measure and set your own.</summary>
public sealed record DrainAssumptions
{
    /// <summary>When sending can begin: now, or the end of an outage.</summary>
    public required Instant Start { get; init; }

    /// <summary>The windows for sending single invoices; 10 / 30 / 180 by default (API: limits, <c>invoiceSend</c>).</summary>
    public RateLimit InteractiveSends { get; init; } = new(10, 30, 180);

    /// <summary>The windows for opening batch sessions; 10 / 20 / 60 by default (API: limits, <c>batchSession</c>).</summary>
    public RateLimit BatchOpenings { get; init; } = new(10, 20, 60);

    /// <summary>How many invoices KSeF decides in a second, one after the other; 20 by default.</summary>
    public double DecidedPerSecond { get; init; } = 20;

    /// <summary>How many bytes of invoices go up in a second, compressed or not; 250,000 by default.</summary>
    public double UploadedPerSecond { get; init; } = 250_000;

    /// <summary>When a batch is worthwhile.</summary>
    public ConsignmentRules Consignments { get; init; } = ConsignmentRules.Default;

    /// <summary>Windows and freezes set by an operator.</summary>
    public SendSchedule Schedule { get; init; } = SendSchedule.Always;
}
