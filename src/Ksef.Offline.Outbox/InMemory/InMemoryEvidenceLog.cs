using System.Runtime.CompilerServices;
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
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<IReadOnlyList<EvidenceRecord>>(cancellationToken);
        lock (_outbox.Gate) return Task.FromResult(_outbox.Append(chain, drafts));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvidenceRecord> ReadAsync(string chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EvidenceRecord[] records;
        lock (_outbox.Gate) records = _outbox.Chains.TryGetValue(chain, out var found) ? [.. found] : [];
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvidenceHead> ReadHeadsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EvidenceHead[] heads;
        lock (_outbox.Gate) heads = [.. _outbox.Chains.Values.Select(records => new EvidenceHead(records[^1].Chain, records[^1].Sequence, records[^1].Hash))];
        foreach (var head in heads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return head;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<int> ErasePayloadsAsync(string chain, Instant before, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<int>(cancellationToken);
        lock (_outbox.Gate)
        {
            var erased = 0;
            if (_outbox.Chains.TryGetValue(chain, out var records))
            {
                for (var i = 0; i < records.Count; i++)
                {
                    if (records[i].Payload is null || records[i].At >= before) continue;
                    records[i] = records[i] with { Payload = null };
                    erased++;
                }
            }
            return Task.FromResult(erased);
        }
    }
}
