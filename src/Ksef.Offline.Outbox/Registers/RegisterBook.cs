using System.Runtime.CompilerServices;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>The register OFF-KSeF: what was issued here and what KSeF calls it, with the documents of a total failure. Thread-safe.</summary>
/// <param name="store">The entries.</param>
/// <param name="outside">The documents of a total failure.</param>
public sealed class RegisterBook(IOutboxStore store, IRegister outside)
{
    /// <summary>All lines: the entries by key, then the documents of a total failure by reference.</summary>
    /// <param name="query">Which entries; documents of a total failure come only with <see cref="OutboxQuery.All"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<RegisterRow> ReadAsync(OutboxQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false)) yield return Row(entry);
        if (query != OutboxQuery.All) yield break;
        await foreach (var document in outside.ReadAsync(cancellationToken).ConfigureAwait(false)) yield return Row(document);
    }

    /// <summary>Looks a text up as whatever it may be: own reference, key, KSeF number, hash (Base64 or Base64URL), <c>P_2</c>. Several lines where a <c>P_2</c> is used by several sellers or kinds.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<RegisterRow>> FindAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var found = new List<RegisterRow>();
        if (InvoiceKey.TryParse(text, out var key) && await store.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } exact) return [Row(exact)];
        foreach (var query in Queries(text))
        {
            await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false)) found.Add(Row(entry));
            if (found.Count > 0) return found;
        }
        await foreach (var document in outside.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (document.Reference.ToString() == text || document.Number == text || document.Hash?.ToBase64() == text || document.Hash?.ToBase64Url() == text) found.Add(Row(document));
        }
        return found;
    }

    private static IEnumerable<OutboxQuery> Queries(string text)
    {
        if (KsefNumber.TryParse(text, out var number)) yield return new OutboxQuery { KsefNumber = number };
        if (InvoiceHash.TryParse(text, out var hash)) yield return new OutboxQuery { Hash = hash };
        if (OffReference.TryParse(text, out var reference)) yield return new OutboxQuery { Reference = reference };
        yield return new OutboxQuery { Number = text };
    }

    private static RegisterRow Row(OutboxEntry entry) => new(
        entry.Reference.ToString(), entry.Key, entry.Key.SellerNip, entry.Key.Number, entry.Hash.IsEmpty ? null : entry.Hash, entry.IssueDate, entry.Mode.Mode, entry.State, entry.Deadline.Deadline,
        entry.Acceptance?.Number, entry.Acceptance?.InvoicingDate, entry.Acceptance?.AcquisitionDate, entry.Acceptance?.UpoHash, entry.Delivery.HandedOverAt);

    private static RegisterRow Row(OutsideDocument document) => new(
        document.Reference.ToString(), null, document.SellerNip, document.Number, document.Hash, document.IssueDate, InvoicingMode.TotalFailure, null, null, null, null, null, null, null);
}
