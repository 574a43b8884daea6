using Ksef.Offline.Outbox.Notifications;
using NodaTime;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>The notifications of an <see cref="InMemoryOutbox"/>. Thread-safe.</summary>
public sealed class InMemoryNotificationFeed : INotificationFeed
{
    private readonly InMemoryOutbox _outbox;

    internal InMemoryNotificationFeed(InMemoryOutbox outbox) => _outbox = outbox;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notification>> TakeAsync(Instant now, Duration visibleAgain, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<IReadOnlyList<Notification>>(cancellationToken);
        lock (_outbox.Gate)
        {
            var taken = _outbox.Feed.Values.Where(p => p.HiddenUntil is not { } until || until <= now).Take(max).ToList();
            foreach (var posted in taken) posted.HiddenUntil = now + visibleAgain;
            return Task.FromResult<IReadOnlyList<Notification>>(taken.ConvertAll(p => p.Notification));
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        lock (_outbox.Gate)
        {
            foreach (var id in ids) _outbox.Feed.Remove(id);
        }
        return Task.CompletedTask;
    }
}
