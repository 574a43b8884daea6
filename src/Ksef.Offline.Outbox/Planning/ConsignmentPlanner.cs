using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>Divides waiting entries into consignments: never offline and online in one batch, attachments only by batch, technical corrections only interactive. Pure.</summary>
internal static class ConsignmentPlanner
{
    /// <summary>Plans the sending of entries of one taxpayer.</summary>
    /// <param name="entries">The entries, the most urgent first.</param>
    /// <param name="rules">When a batch is worthwhile.</param>
    /// <returns>Every entry exactly once; the consignment with the most urgent entry first.</returns>
    public static IReadOnlyList<PlannedConsignment> Plan(IReadOnlyList<OutboxEntry> entries, ConsignmentRules rules)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(rules);
        var planned = new List<(int First, PlannedConsignment Consignment)>();
        var order = entries.Select((entry, index) => (entry, index)).ToList();
        foreach (var offline in new[] { true, false })
        {
            var ordinary = order.Where(e => e.entry.IsOffline == offline && e.entry.Corrects is null).ToList();
            var many = ordinary.Count >= rules.BatchFrom;
            var batch = ordinary.Where(e => many || e.entry.HasAttachment).ToList();
            foreach (var part in Cut(batch, rules))
                planned.Add((part[0].index, new PlannedConsignment(SendingWay.Batch, offline, part.ConvertAll(e => e.entry))));
            foreach (var (entry, index) in order.Where(e => e.entry.IsOffline == offline && (e.entry.Corrects is not null || (!many && !e.entry.HasAttachment))))
                planned.Add((index, new PlannedConsignment(SendingWay.Interactive, offline, [entry])));
        }
        return [.. planned.OrderBy(p => p.First).Select(p => p.Consignment)];
    }

    private static IEnumerable<List<(OutboxEntry entry, int index)>> Cut(List<(OutboxEntry entry, int index)> entries, ConsignmentRules rules)
    {
        var part = new List<(OutboxEntry entry, int index)>();
        var bytes = 0L;
        foreach (var one in entries)
        {
            if (part.Count > 0 && (part.Count == rules.BatchMax || bytes + one.entry.Bytes.Length > rules.BatchMaxBytes))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }
            part.Add(one);
            bytes += one.entry.Bytes.Length;
        }
        if (part.Count > 0) yield return part;
    }
}
