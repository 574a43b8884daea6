using Ksef.Offline.Outbox.InMemory;

namespace Ksef.Offline.Outbox.Conformance.Tests;

internal static class InMemoryParts
{
    public static OutboxParts Open()
    {
        var outbox = new InMemoryOutbox();
        return new OutboxParts(outbox.Store, outbox.Evidence, outbox.Notifications, outbox.Register, outbox.Announcements);
    }
}
