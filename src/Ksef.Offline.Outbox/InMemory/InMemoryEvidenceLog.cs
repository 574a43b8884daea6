using Ksef.Offline.Outbox.Evidence;
using NodaTime;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>The evidence of an <see cref="InMemoryOutbox"/>. Thread-safe.</summary>
public sealed class InMemoryEvidenceLog : IEvidenceLog
{
    private readonly InMemoryOutbox _outbox;

    internal InMemoryEvidenceLog(InMemoryOutbox outbox) => _outbox = outbox;

    /// <inheritdoc/>
    public Task<IReadOnlyList<EvidenceRecord>> AppendAsync(string chain, IReadOnlyList<EvidenceDraft> drafts, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(chain);
        ArgumentNullException.ThrowIfNull(drafts);
        return _outbox.RunAsync(() => _outbox.Append(chain, drafts), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EvidenceRecord> ReadAsync(string chain, CancellationToken cancellationToken) =>
        _outbox.ReadAsync(() => _outbox.Chains.TryGetValue(chain, out var found) ? found : [], cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EvidenceHead> ReadHeadsAsync(CancellationToken cancellationToken) =>
        _outbox.ReadAsync(() => _outbox.Chains.Values.Select(records => new EvidenceHead(records[^1].Chain, records[^1].Sequence, records[^1].Hash)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> ErasePayloadsAsync(string chain, Instant before, CancellationToken cancellationToken) => _outbox.RunAsync(
        () =>
        {
            var erased = 0;
            if (!_outbox.Chains.TryGetValue(chain, out var records)) return erased;
            for (var i = 0; i < records.Count; i++)
            {
                if (records[i].Payload is null || records[i].At >= before) continue;
                records[i] = records[i] with { Payload = null };
                erased++;
            }
            return erased;
        },
        cancellationToken);
}
