using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>Which documents of a total failure a query for entries means too: those of a seller, a number, a hash, a reference, a stretch of days. They are in no queue and no state.</summary>
internal static class OutsideQuery
{
    public static async IAsyncEnumerable<OutsideDocument> ReadAsync(
        IRegister outside, OutboxQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query is not { States: null, Taxpayer: null, KsefNumber: null, UpoHash: null, Behind: null, TimelineVersionBelow: null, MissingUpo: false, After: null, Max: null }) yield break;
        await foreach (var document in outside.ReadAsync(cancellationToken).ConfigureAwait(false))
            if (Matches(query, document)) yield return document;
    }

    private static bool Matches(OutboxQuery query, OutsideDocument document) =>
        (query.SellerNip is not { } seller || seller == document.SellerNip)
        && (query.Number is not { } number || string.Equals(number, document.Number, StringComparison.Ordinal))
        && (query.Hash is not { } hash || hash == document.Hash)
        && (query.Reference is not { } reference || reference == document.Reference)
        && (query.IssuedFrom is not { } from || document.IssueDate >= from)
        && (query.IssuedTo is not { } to || document.IssueDate <= to);
}
