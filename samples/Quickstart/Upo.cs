using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;

namespace Quickstart;

/// <summary>Saves the receipt (UPO) of an accepted invoice, whose bytes lie in the evidence.</summary>
internal static class Upo
{
    public static async Task<string?> SaveAsync(IEvidenceLog evidence, OutboxEntry entry, string folder)
    {
        string? saved = null;
        await foreach (var record in evidence.ReadAsync(EvidenceChains.Of(entry.Key), CancellationToken.None))
        {
            if (record.Kind != EvidenceKind.Upo || record.Payload is not { } bytes) continue;
            Directory.CreateDirectory(folder);
            saved = Path.Combine(folder, "upo.xml");
            await File.WriteAllBytesAsync(saved, bytes.ToArray());
        }
        return saved;
    }
}
