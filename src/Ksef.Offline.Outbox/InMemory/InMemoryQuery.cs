using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>The meaning of an <see cref="OutboxQuery"/>, written once in C#.</summary>
internal static class InMemoryQuery
{
    public static bool Matches(OutboxQuery query, OutboxEntry entry) =>
        (query.States is not { } states || states.Contains(entry.State))
        && (query.Taxpayer is not { } taxpayer || string.Equals(taxpayer, entry.Taxpayer.Taxpayer, StringComparison.Ordinal))
        && (query.SellerNip is not { } seller || seller == entry.Key.SellerNip)
        && (query.Number is not { } number || string.Equals(number, entry.Key.Number, StringComparison.Ordinal))
        && (query.Hash is not { } hash || hash == entry.Hash || hash == entry.Corrects)
        && (query.KsefNumber is not { } ksef || ksef == entry.Acceptance?.Number)
        && (query.UpoHash is not { } upo || upo == entry.Acceptance?.UpoHash)
        && (query.Reference is not { } reference || reference == entry.Reference)
        && (query.Behind is not { } behind || behind == entry.Behind)
        && (query.IssuedFrom is not { } from || entry.IssueDate >= from)
        && (query.IssuedTo is not { } to || entry.IssueDate <= to)
        && (query.TimelineVersionBelow is not { } version || entry.Deadline.TimelineVersion < version)
        && (!query.MissingUpo || entry.Acceptance is { UpoHash: null })
        && (query.After is not { } after || string.CompareOrdinal(entry.Key.ToString(), after.ToString()) > 0);
}
