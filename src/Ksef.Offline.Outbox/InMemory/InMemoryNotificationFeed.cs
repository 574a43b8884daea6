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
        return _outbox.RunAsync<IReadOnlyList<Notification>>(
            () =>
            {
                var taken = _outbox.Feed.Values.Where(p => p.HiddenUntil is not { } until || until <= now).Take(max).ToList();
                foreach (var posted in taken) posted.HiddenUntil = now + visibleAgain;
                return taken.ConvertAll(p => p.Notification);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _outbox.RunAsync(
            () =>
            {
                foreach (var id in ids) _outbox.Feed.Remove(id);
                return ids.Count;
            },
            cancellationToken);
    }
}
