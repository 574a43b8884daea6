using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Sql.Work;

/// <summary>Reading entries: by key, or page by page in the order of their keys.</summary>
internal static class EntryQueries
{
    public static Task<OutboxEntry?> FindAsync(SqlSession session, InvoiceKey key, bool withBytes, CancellationToken cancellationToken) => session.FirstAsync(
        $"SELECT {EntryRow.Columns}, {(withBytes ? EntryRow.Body : EntryRow.NoBody)} FROM ksef_entry WHERE entry_key = @entry_key",
        new SqlArguments().Text("entry_key", key.ToString()), EntryRow.Read, cancellationToken);

    public static Task<List<OutboxEntry>> PageAsync(SqlSession session, OutboxQuery query, string? after, int size, CancellationToken cancellationToken)
    {
        var (where, arguments) = Where(query, after);
        var select = $"SELECT {EntryRow.Columns}, {(query.WithBytes ? EntryRow.Body : EntryRow.NoBody)} FROM ksef_entry{where} ORDER BY entry_key";
        return session.QueryAsync(session.Dialect.Limit(select, "max"), arguments.Integer("max", size), EntryRow.Read, cancellationToken);
    }

    /// <summary>The conditions of a query and their values.</summary>
    internal static (string Where, SqlArguments Arguments) Where(OutboxQuery query, string? after)
    {
        var conditions = new List<string>();
        var arguments = new SqlArguments();
        if (query.States is { } states) conditions.Add(InStates(states));
        if (query.Taxpayer is { } taxpayer) Add("taxpayer = @taxpayer", arguments.Text("taxpayer", taxpayer));
        if (query.SellerNip is { } nip)
        {
            // Keys begin with the seller's NIP and a slash; the next character in the alphabet bounds the range.
            Add("entry_key >= @seller AND entry_key < @seller_end", arguments.Text("seller", nip + "/").Text("seller_end", nip + "0"));
        }
        if (query.Number is { } number) Add("number = @number", arguments.Text("number", number));
        if (query.Hash is { } hash) Add("(hash = @hash OR corrects = @hash)", arguments.Hash("hash", hash));
        if (query.KsefNumber is { } ksef) Add("ksef_number = @ksef_number", arguments.Text("ksef_number", ksef.ToString()));
        if (query.UpoHash is { } upo) Add("upo_hash = @upo_hash", arguments.Hash("upo_hash", upo));
        if (query.Reference is { } reference)
            Add("reference_scope = @scope AND reference_number = @reference", arguments.Text("scope", reference.Scope).Integer("reference", reference.Number));
        if (query.Behind is { } behind) Add("behind = @behind", arguments.Text("behind", behind.ToString()));
        if (query.IssuedFrom is { } from) Add("issue_date >= @from", arguments.Date("from", from));
        if (query.IssuedTo is { } to) Add("issue_date <= @to", arguments.Date("to", to));
        if (query.TimelineVersionBelow is { } version) Add("timeline_version < @version", arguments.Integer("version", version));
        if (query.MissingUpo) conditions.Add("ksef_number IS NOT NULL AND upo_hash IS NULL");
        if (after is not null) Add("entry_key > @after", arguments.Text("after", after));
        return (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions), arguments);

        void Add(string condition, SqlArguments _) => conditions.Add(condition);
    }

    // The shelf leads to the few that are open among the many that are accepted; numbers, not text from outside, so they may stand in the statement.
    private static string InStates(IReadOnlyList<OutboxState> states)
    {
        if (states.Count == 0) return "1 = 0";
        var numbers = string.Join(", ", states.Distinct().Select(s => (int)s).Order());
        if (states.Contains(OutboxState.Accepted)) return $"state IN ({numbers})";
        var shelves = string.Join(", ", states.Select(s => EntryRow.Shelf(s)!.Value).Distinct().Order());
        return $"shelf IN ({shelves}) AND state IN ({numbers})";
    }
}
