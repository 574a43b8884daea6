using System.Collections.Concurrent;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Sql.Work;

/// <summary>The writing of a new entry: row, bytes, reference and first evidence, or what is there already.</summary>
internal sealed class Enqueuing(SqlDialect dialect)
{
    // Body and evidence go before the entry, so that they can ask whether it is there: written are all of them or none, in one round trip, and bytes erased after retention stay erased.
    private const string NewEntry = "NOT EXISTS (SELECT 1 FROM ksef_entry WHERE ksef_entry.entry_key = @entry_key)";

    // A chain may have begun before its entry: then the seal of these records is void, and they are sealed behind what is there.
    private const string NewChain =
        "NOT EXISTS (SELECT 1 FROM ksef_entry WHERE ksef_entry.entry_key = @entry_key) "
        + "AND (@sequence = 1 OR EXISTS (SELECT 1 FROM ksef_evidence AS before WHERE before.chain = @chain AND before.sequence = @sequence - 1 AND before.hash = @previous))";

    private static readonly string[] BodyColumns = ["entry_key", "bytes"];

    // Of its 47 columns a new entry fills two dozen; those left out are null. Few shapes ever occur, and each is a statement that connections keep prepared.
    private readonly ConcurrentDictionary<ulong, string> _insertEntry = [];

    // The same as one statement, where the database can: how many columns and records it has differs as little.
    private readonly ConcurrentDictionary<(ulong Shape, int Evidence), string> _insertTogether = [];

    private readonly string _insertBody = dialect.InsertUnlessPresent("ksef_body", BodyColumns, NewEntry);

    private readonly string _insertEvidence = dialect.InsertUnlessPresent("ksef_evidence", EvidenceRows.Columns.Split(", "), NewChain);

    public static void Check(PreparedInvoice prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var entry = prepared.Entry;
        if (entry.State is not (OutboxState.Issued or OutboxState.Held or OutboxState.Blocked))
            throw new ArgumentException($"An entry enters the outbox as Issued, Held or Blocked, not as {entry.State}.", nameof(prepared));
        if (entry.State != OutboxState.Blocked && entry.Hash != InvoiceHash.Of(entry.Bytes.Span))
            throw new ArgumentException($"The hash {entry.Hash} of {entry.Key} is not the SHA-256 of its bytes.", nameof(prepared));
    }

    /// <summary>Stores an invoice in a transaction of its own; in one round trip, where the database can and nothing stands in the way.</summary>
    public async Task<EnqueueOutcome> RunAsync(SqlDatabase database, PreparedInvoice prepared, CancellationToken cancellationToken)
    {
        var fits = FitsTogether(prepared) && !IsNumbered(prepared.Entry);
        if (fits && await database.WriteAloneAsync((session, token) => TryTogetherAsync(session, prepared, token), cancellationToken, cancellable: true).ConfigureAwait(false))
            return new EnqueueOutcome.Added(prepared.Entry);
        return await database.WriteAsync((session, token) => RunAsync(session, prepared, tried: fits, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores an invoice inside a transaction that others begin and commit.</summary>
    public Task<EnqueueOutcome> RunAsync(SqlSession session, PreparedInvoice prepared, CancellationToken cancellationToken) => RunAsync(session, prepared, tried: false, cancellationToken);

    private async Task<EnqueueOutcome> RunAsync(SqlSession session, PreparedInvoice prepared, bool tried, CancellationToken cancellationToken)
    {
        var entry = prepared.Entry;
        var numbered = IsNumbered(entry);
        if (numbered)
        {
            // Looked up first, so that a repetition uses no number up.
            if (await EntryQueries.FindAsync(session, entry.Key, withBytes: true, cancellationToken).ConfigureAwait(false) is { } before) return Compare(before, entry);
            entry = entry with { Reference = entry.Reference with { Number = await Counters.NextAsync(session, entry.Reference.Scope!, cancellationToken).ConfigureAwait(false) } };
        }
        if (FitsTogether(prepared))
        {
            if (!tried && await TryTogetherAsync(session, prepared with { Entry = entry }, cancellationToken).ConfigureAwait(false)) return new EnqueueOutcome.Added(entry);
            // Something was there: mostly the invoice itself. If not, the statements one by one say what.
            if (await EntryQueries.FindAsync(session, entry.Key, withBytes: true, cancellationToken).ConfigureAwait(false) is { } known)
            {
                if (numbered) await Counters.GiveBackAsync(session, entry.Reference.Scope!, cancellationToken).ConfigureAwait(false);
                return Compare(known, entry);
            }
        }
        var key = entry.Key.ToString();
        var chain = new EvidenceHead(EvidenceChains.Of(entry.Key), 0, default);
        var statements = new List<SqlStatement> { new(_insertBody, new SqlArguments().Text("entry_key", key).Bytes("bytes", entry.Bytes)) };
        EvidenceRows.Seal(chain, prepared.Evidence, statements, _insertEvidence);
        foreach (var evidence in statements.Skip(1)) evidence.Arguments.Text("entry_key", key);
        var insert = InsertOf(entry);
        statements.Add(insert);
        await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
        if (insert.Changed == 0)
        {
            // It was there, or another was faster; its row is committed. The counter is still locked by us, so the number can be given back without a gap.
            if (numbered) await Counters.GiveBackAsync(session, entry.Reference.Scope!, cancellationToken).ConfigureAwait(false);
            var there = await EntryQueries.FindAsync(session, entry.Key, withBytes: true, cancellationToken).ConfigureAwait(false)
                ?? throw new SqlStoreException(SqlTrouble.Other, $"{session.Dialect.Name}: the reference {entry.Reference} is taken by another invoice; {entry.Key} was not stored.");
            return Compare(there, entry);
        }
        if (statements[0].Changed == 0)
            throw new SqlStoreException(SqlTrouble.Damaged, $"KO5101 ksef_body '{key}' was there without its entry. Someone has deleted the entry; restore it. Nothing was changed.");
        var sealedAgain = prepared.Evidence.Skip(statements.Skip(1).Take(prepared.Evidence.Count).Count(s => s.Changed > 0)).ToList();
        if (sealedAgain.Count > 0)
        {
            statements.Clear();
            EvidenceRows.Seal(await EvidenceRows.HeadAsync(session, chain.Chain, cancellationToken).ConfigureAwait(false), sealedAgain, statements);
            await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
        }
        return new EnqueueOutcome.Added(entry);
    }

    private static bool IsNumbered(OutboxEntry entry) => entry.Reference is { Scope: not null, Number: 0 };

    private bool FitsTogether(PreparedInvoice prepared) => dialect.InsertsTogether && prepared.Evidence.Count is > 0 and <= EvidenceRows.MostTogether;

    // Row, bytes and evidence in one statement: all of them, or none where anything of it is there already.
    private async Task<bool> TryTogetherAsync(SqlSession session, PreparedInvoice prepared, CancellationToken cancellationToken)
    {
        var entry = prepared.Entry;
        var arguments = EntryRow.ToInsert(entry);
        var shape = arguments.LeaveOutNulls();
        if (!_insertTogether.TryGetValue((shape, prepared.Evidence.Count), out var text))
            text = _insertTogether.GetOrAdd((shape, prepared.Evidence.Count), TogetherOf([.. arguments.Names], prepared.Evidence.Count));
        arguments.Bytes("bytes", entry.Bytes);
        EvidenceRows.SealTogether(new EvidenceHead(EvidenceChains.Of(entry.Key), 0, default), prepared.Evidence, arguments);
        return await session.ExecuteAsync(text, arguments, cancellationToken).ConfigureAwait(false) == 1;
    }

    private string TogetherOf(string[] columns, int evidence) => dialect.InsertTogether(
        new SqlInsert("ksef_entry", columns, columns),
        "NOT EXISTS (SELECT 1 FROM ksef_body WHERE ksef_body.entry_key = @entry_key) AND NOT EXISTS (SELECT 1 FROM ksef_evidence WHERE ksef_evidence.chain = @" + EvidenceRows.TogetherNames(0)[0] + ")",
        [.. Enumerable.Range(0, evidence).Select(i => new SqlInsert("ksef_evidence", EvidenceRows.Columns.Split(", "), EvidenceRows.TogetherNames(i))), new SqlInsert("ksef_body", BodyColumns, BodyColumns)]);

    private SqlStatement InsertOf(OutboxEntry entry)
    {
        var arguments = EntryRow.ToInsert(entry);
        var shape = arguments.LeaveOutNulls();
        if (!_insertEntry.TryGetValue(shape, out var text)) text = _insertEntry.GetOrAdd(shape, dialect.InsertUnlessPresent("ksef_entry", [.. arguments.Names]));
        return new SqlStatement(text, arguments);
    }

    // A draft has no hash yet, so its bytes are compared; everything else is recognised by its hash, even when its bytes were erased after retention.
    // What a technical correction replaced is what was enqueued: its repetition is no other invoice.
    private static EnqueueOutcome Compare(OutboxEntry there, OutboxEntry offered) =>
        (there.Hash == offered.Hash && (!offered.Hash.IsEmpty || there.Bytes.Span.SequenceEqual(offered.Bytes.Span))) || (there.Corrects is { } enqueued && enqueued == offered.Hash)
            ? new EnqueueOutcome.AlreadyPresent(there)
            : new EnqueueOutcome.Conflict(there.Key, there.Hash, offered.Hash, there.State);
}
