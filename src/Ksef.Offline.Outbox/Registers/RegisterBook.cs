using System.Runtime.CompilerServices;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>The register OFF-KSeF: what was issued here and what KSeF calls it, with the documents of a total failure. Thread-safe.</summary>
/// <param name="store">The store of the entries.</param>
/// <param name="outside">The documents of a total failure.</param>
public sealed class RegisterBook(IOutboxStore store, IRegister outside)
{
    /// <summary>The lines of a query: the entries by key, then the documents of a total failure by reference.</summary>
    /// <param name="query">
    /// Which. Documents of a total failure come where it may mean them (seller, number, hash, reference, days of issue); they are in no queue and no state, and in no page of <see cref="OutboxQuery.Max"/>.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<RegisterRow> ReadAsync(OutboxQuery query, CancellationToken cancellationToken) => ReadAsync(query, null, cancellationToken);

    /// <summary>The lines of a query, with the markers of JPK_V7.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="marking">As of which day of filing, by which rules; null for no markers.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<RegisterRow> ReadAsync(OutboxQuery query, RegisterMarking? marking, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false)) yield return Row(entry, marking);
        await foreach (var document in OutsideQuery.ReadAsync(outside, query, cancellationToken).ConfigureAwait(false)) yield return Row(document, marking);
    }

    /// <summary>Looks a text up as whatever it may be: own reference, key, KSeF number, hash of the file, of a refused file that was printed, or of the UPO (Base64 or Base64URL), <c>P_2</c>.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Every line that bears the text in any of its meanings: several where a <c>P_2</c> is used by several sellers, kinds or documents.</returns>
    public Task<IReadOnlyList<RegisterRow>> FindAsync(string text, CancellationToken cancellationToken) => FindAsync(text, null, cancellationToken);

    /// <summary>Looks a text up, with the markers of JPK_V7.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="marking">As of which day of filing, by which rules; null for no markers.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<RegisterRow>> FindAsync(string text, RegisterMarking? marking, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var found = new SortedDictionary<string, RegisterRow>(StringComparer.Ordinal);
        var documents = new SortedDictionary<string, RegisterRow>(StringComparer.Ordinal);
        if (InvoiceKey.TryParse(text, out var key) && await store.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } exact) found[exact.Key.ToString()] = Row(exact, marking);
        foreach (var query in Queries(text))
        {
            await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false)) found[entry.Key.ToString()] = Row(entry, marking);
            await foreach (var document in OutsideQuery.ReadAsync(outside, query, cancellationToken).ConfigureAwait(false)) documents[document.Reference.ToString()] = Row(document, marking);
        }
        return [.. found.Values, .. documents.Values];
    }

    private static IEnumerable<OutboxQuery> Queries(string text)
    {
        if (KsefNumber.TryParse(text, out var number)) yield return new OutboxQuery { KsefNumber = number };
        if (InvoiceHash.TryParse(text, out var hash))
        {
            yield return new OutboxQuery { Hash = hash };
            yield return new OutboxQuery { UpoHash = hash };
        }
        if (OffReference.TryParse(text, out var reference)) yield return new OutboxQuery { Reference = reference };
        yield return new OutboxQuery { Number = text };
    }

    private static RegisterRow Row(OutboxEntry entry, RegisterMarking? marking) => new(
        entry.Reference.ToString(), entry.Key, entry.Key.SellerNip, entry.Key.Number, entry.Hash.IsEmpty ? null : entry.Hash, entry.IssueDate, entry.Mode.Mode, entry.State, entry.Deadline.Deadline,
        entry.Acceptance?.Number, entry.Acceptance?.InvoicingDate, entry.Acceptance?.AcquisitionDate, entry.Acceptance?.UpoHash, entry.Delivery.HandedOverAt,
        marking is null ? null : JpkLine.Of(entry, marking)?.Answer.Marker);

    private static RegisterRow Row(OutsideDocument document, RegisterMarking? marking) => new(
        document.Reference.ToString(), null, document.SellerNip, document.Number, document.Hash, document.IssueDate, InvoicingMode.TotalFailure, null, null, null, null, null, null, null,
        marking?.Rules.For(JpkDocument.OutsideKsef).Marker);
}
