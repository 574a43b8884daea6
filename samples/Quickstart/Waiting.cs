using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;

namespace Quickstart;

/// <summary>Looks whether an earlier run left something in the middle of being sent, so that the pause that follows is explained.</summary>
internal static class Waiting
{
    public static async Task<bool> ForKilledRunAsync(IOutboxStore store)
    {
        await foreach (var _ in store.ReadAsync(new OutboxQuery { States = [OutboxState.Leased, OutboxState.Unknown, OutboxState.Submitted], Max = 1 }, CancellationToken.None)) return true;
        return false;
    }
}
