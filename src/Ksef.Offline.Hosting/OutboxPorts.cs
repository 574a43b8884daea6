using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Hosting;

/// <summary>The ports of one outbox, whatever it lies in. Several taxpayers may share one.</summary>
/// <param name="Store">The entries.</param>
/// <param name="Evidence">The evidence log.</param>
/// <param name="Notifications">What transitions left for the application.</param>
/// <param name="Register">Documents of a total failure.</param>
/// <param name="Announcements">The announcements that deadlines rest on.</param>
/// <param name="Budget">The allowance of calls; null for one in memory.</param>
/// <param name="Prepare">Called once before anything else (schema migration, a first look whether the database answers); null for nothing.</param>
public sealed record OutboxPorts(
    IOutboxStore Store, IEvidenceLog Evidence, INotificationFeed Notifications, IRegister Register, IAnnouncementStore Announcements, ISendBudget? Budget = null, Func<CancellationToken, Task>? Prepare = null)
{
    /// <summary>The ports of an outbox in SQL; preparing migrates its schema.</summary>
    /// <param name="outbox">The outbox; stays the caller's.</param>
    public static OutboxPorts Of(SqlOutbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        return new OutboxPorts(outbox.Store, outbox.Evidence, outbox.Notifications, outbox.Register, outbox.Announcements, outbox.Budget, outbox.MigrateAsync);
    }

    /// <summary>The ports of an outbox in memory: for tests and trials, nothing survives the process.</summary>
    /// <param name="outbox">The outbox.</param>
    public static OutboxPorts Of(InMemoryOutbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        return new OutboxPorts(outbox.Store, outbox.Evidence, outbox.Notifications, outbox.Register, outbox.Announcements);
    }
}
