using System.Collections.Concurrent;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Entries in whose company the gateway broke, with how often in a row: each time they go in a smaller party, until the poisonous one is alone. Thread-safe.</summary>
/// <remarks>Kept in memory: an exception leaves the process alive, and after a restart counting anew costs a few attempts and no invoice.</remarks>
internal sealed class Suspects
{
    // After three failures a party of 500 has come down to one.
    private const int ShrinkBy = 8;

    private readonly ConcurrentDictionary<InvoiceKey, int> _failures = new();

    /// <summary>How often in a row it was in a call that broke; 0 for most.</summary>
    public int Of(InvoiceKey key) => _failures.GetValueOrDefault(key);

    /// <summary>One more failure for each of a party.</summary>
    public void Add(IEnumerable<InvoiceKey> party)
    {
        foreach (var key in party) _failures.AddOrUpdate(key, 1, (_, count) => count + 1);
    }

    /// <summary>It came to an outcome.</summary>
    public void Clear(InvoiceKey key) => _failures.TryRemove(key, out _);

    /// <summary>Divides entries into parties: the unsuspected together and first, suspects behind them, the fewer together the more often they failed.</summary>
    public IEnumerable<IReadOnlyList<OutboxEntry>> Divide(IReadOnlyList<OutboxEntry> entries, int largest)
    {
        foreach (var group in entries.GroupBy(e => Of(e.Key)).OrderBy(g => g.Key))
        {
            if (group.Key == 0) yield return [.. group];
            else foreach (var party in group.Chunk(Math.Max(1, (int)(Math.Min(largest, entries.Count) / Math.Pow(ShrinkBy, group.Key))))) yield return party;
        }
    }
}
