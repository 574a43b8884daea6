using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>Collects everything known of an invoice, or of an incident, into one <see cref="EvidencePackage"/>.</summary>
/// <param name="store">The store of the entries.</param>
/// <param name="log">The evidence.</param>
public sealed class EvidenceExport(IOutboxStore store, IEvidenceLog log)
{
    /// <summary>The package of an invoice: its own chain, the announcements, the daily heads, where it stands and the file (unless erased after retention); null when there is no such entry.</summary>
    /// <param name="key">The key of the invoice.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<byte[]?> OfInvoiceAsync(InvoiceKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } entry) return null;
        return EvidencePackage.WriteEntry(await ReadAsync([EvidenceChains.Of(key), EvidenceChains.Announcements, EvidenceChains.Daily], cancellationToken).ConfigureAwait(false), entry);
    }

    /// <summary>The package of an incident: its own chain and the announcements.</summary>
    /// <param name="incident">The name of the incident.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<byte[]> OfIncidentAsync(string incident, CancellationToken cancellationToken) =>
        EvidencePackage.Write(await ReadAsync([EvidenceChains.OfIncident(incident), EvidenceChains.Announcements, EvidenceChains.Daily], cancellationToken).ConfigureAwait(false), null);

    private async Task<List<IReadOnlyList<EvidenceRecord>>> ReadAsync(string[] names, CancellationToken cancellationToken)
    {
        var chains = new List<IReadOnlyList<EvidenceRecord>>();
        foreach (var name in names)
        {
            var records = new List<EvidenceRecord>();
            await foreach (var record in log.ReadAsync(name, cancellationToken).ConfigureAwait(false)) records.Add(record);
            chains.Add(records);
        }
        return chains;
    }
}
