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
        return _outbox.RunAsync(
            () =>
            {
                var known = _outbox.Outside.Find(d => d.SellerNip == document.SellerNip && string.Equals(d.Number, document.Number, StringComparison.Ordinal));
                if (known is not null) return known;
                var numbered = document with { Reference = _outbox.Number(document.Reference) };
                _outbox.Outside.Add(numbered);
                return numbered;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OutsideDocument> ReadAsync(CancellationToken cancellationToken) =>
        _outbox.ReadAsync(() => _outbox.Outside.OrderBy(d => d.Reference.Scope, StringComparer.Ordinal).ThenBy(d => d.Reference.Number), cancellationToken);
}
