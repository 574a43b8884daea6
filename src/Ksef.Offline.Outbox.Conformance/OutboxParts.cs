using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>The parts of one outbox under test; they share one storage.</summary>
/// <param name="Store">The entries.</param>
/// <param name="Evidence">The evidence.</param>
/// <param name="Notifications">The notifications.</param>
/// <param name="Register">The documents of a total failure.</param>
/// <param name="Announcements">The announcements.</param>
public sealed record OutboxParts(IOutboxStore Store, IEvidenceLog Evidence, INotificationFeed Notifications, IRegister Register, IAnnouncementStore Announcements)
{
    /// <summary>Opens the same storage once more, as another process would; null where it does not outlive the process, and then the tests of durability are skipped, visibly.</summary>
    public Func<CancellationToken, Task<OutboxParts>>? OpenAgain { get; init; }

    /// <summary>Closes what this record holds open, without removing the storage; null where there is nothing to close.</summary>
    public Func<ValueTask>? Close { get; init; }
}
