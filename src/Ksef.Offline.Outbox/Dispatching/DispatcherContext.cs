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
    private int _numbers;

    public required IOutboxStore Store { get; init; }

    public required AnnouncementBook Announcements { get; init; }

    public required DeadlineEngine Deadlines { get; init; }

    public required DispatcherOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    public required IProgress<OutboxEntry>? Progress { private get; init; }

    /// <summary>How often entries broke the gateway.</summary>
    public Suspects Suspects { get; } = new();

    public required Random Random { private get; init; }

    public Instant Now => Time.GetCurrentInstant();

    /// <summary>Tells whoever listens. The listener is the application's: what it throws must not undo, or repeat, what is committed.</summary>
    public void Tell(OutboxEntry entry)
    {
        try
        {
            Progress?.Report(entry);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            Logger.ListenerFailed(thrown, entry.Key.ToString());
        }
    }

    /// <summary>A KSeF number arrived: drafts may wait for it.</summary>
    public void NumberArrived() => Volatile.Write(ref _numbers, 1);

    /// <summary>Whether numbers arrived since this was last asked.</summary>
    public bool TakeNumbersArrived() => Interlocked.Exchange(ref _numbers, 0) == 1;

    /// <summary>A number from 0 up to 1; the source is not thread-safe, this is.</summary>
    public double Chance()
    {
        lock (_gate) return Random.NextDouble();
    }
}
