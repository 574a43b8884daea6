using System.Runtime.CompilerServices;
using Ksef.Offline.Outbox.Registers;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>The documents of a total failure in an <see cref="InMemoryOutbox"/>. Thread-safe.</summary>
public sealed class InMemoryRegister : IRegister
{
    private readonly InMemoryOutbox _outbox;

    internal InMemoryRegister(InMemoryOutbox outbox) => _outbox = outbox;

    /// <inheritdoc/>
    public Task<OutsideDocument> RecordAsync(OutsideDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<OutsideDocument>(cancellationToken);
        lock (_outbox.Gate)
        {
            var known = _outbox.Outside.Find(d => d.SellerNip == document.SellerNip && string.Equals(d.Number, document.Number, StringComparison.Ordinal));
            if (known is not null) return Task.FromResult(known);
            var numbered = document with { Reference = _outbox.Number(document.Reference) };
            _outbox.Outside.Add(numbered);
            return Task.FromResult(numbered);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OutsideDocument> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OutsideDocument[] documents;
        lock (_outbox.Gate) documents = [.. _outbox.Outside.OrderBy(d => d.Reference.Scope, StringComparer.Ordinal).ThenBy(d => d.Reference.Number)];
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return document;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
