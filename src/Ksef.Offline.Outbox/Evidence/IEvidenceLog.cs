using NodaTime;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>The append-only, hash-chained evidence beside the outbox. Port; records that belong to a transition are written by the outbox store in the same transaction.</summary>
/// <remarks>Unique by (chain, sequence); an append that loses a race is sealed anew behind the winner. Thread-safe.</remarks>
public interface IEvidenceLog
{
    /// <summary>Appends to a chain, all or nothing, and returns the sealed records.</summary>
    /// <param name="chain">The chain: see <see cref="EvidenceChains"/>.</param>
    /// <param name="drafts">What to append, in order.</param>
    /// <param name="cancellationToken">Cancels the writing; nothing is then written.</param>
    Task<IReadOnlyList<EvidenceRecord>> AppendAsync(string chain, IReadOnlyList<EvidenceDraft> drafts, CancellationToken cancellationToken);

    /// <summary>The records of a chain in order; empty for an unknown chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<EvidenceRecord> ReadAsync(string chain, CancellationToken cancellationToken);

    /// <summary>The heads of all chains, ordered ordinally by name: what the daily head is made of.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<EvidenceHead> ReadHeadsAsync(CancellationToken cancellationToken);

    /// <summary>Erases the payloads of a chain that are older than an instant (personal data after retention); the chain still verifies. Returns how many.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="before">Payloads of records before this instant.</param>
    /// <param name="cancellationToken">Cancels the erasing.</param>
    Task<int> ErasePayloadsAsync(string chain, Instant before, CancellationToken cancellationToken);
}
