using NodaTime;

namespace Ksef.Offline.Outbox.Notifications;

/// <summary>The notifications that transitions left behind: taken, acted on, then acknowledged. At least once, in order of id for one receiver. Port. Thread-safe.</summary>
public interface INotificationFeed
{
    /// <summary>Takes the oldest notifications that nobody has in hand and hides them from other receivers for a while.</summary>
    /// <param name="now">The caller's clock.</param>
    /// <param name="visibleAgain">After this time an unacknowledged notification is given out again.</param>
    /// <param name="max">The greatest number to take; at least 1.</param>
    /// <param name="cancellationToken">Cancels the taking; nothing is then hidden.</param>
    Task<IReadOnlyList<Notification>> TakeAsync(Instant now, Duration visibleAgain, int max, CancellationToken cancellationToken);

    /// <summary>Acknowledges notifications: they are never given out again. Unknown ids are ignored.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task AcknowledgeAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken);
}
