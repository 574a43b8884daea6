using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>What the parts of a dispatcher share.</summary>
internal sealed class DispatcherContext
{
    private readonly Lock _gate = new();

    public required IOutboxStore Store { get; init; }

    public required AnnouncementBook Announcements { get; init; }

    public required DeadlineEngine Deadlines { get; init; }

    public required DispatcherOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    public required IProgress<OutboxEntry>? Progress { get; init; }

    public required Random Random { private get; init; }

    public Instant Now => Time.GetCurrentInstant();

    /// <summary>A number from 0 up to 1; the source is not thread-safe, this is.</summary>
    public double Chance()
    {
        lock (_gate) return Random.NextDouble();
    }
}
