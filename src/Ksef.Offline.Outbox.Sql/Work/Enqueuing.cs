using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Sql.Work;

/// <summary>The writing of a new entry: row, bytes, reference and first evidence, or what is there already.</summary>
internal static class Enqueuing
{
    private static readonly string[] BodyColumns = ["entry_key", "bytes"];

    public static void Check(PreparedInvoice prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var entry = prepared.Entry;
        if (entry.State is not (OutboxState.Issued or OutboxState.Held or OutboxState.Blocked))
            throw new ArgumentException($"An entry enters the outbox as Issued, Held or Blocked, not as {entry.State}.", nameof(prepared));
        if (entry.State != OutboxState.Blocked && entry.Hash != InvoiceHash.Of(entry.Bytes.Span))
            throw new ArgumentException($"The hash {entry.Hash} of {entry.Key} is not the SHA-256 of its bytes.", nameof(prepared));
    }

    public static async Task<EnqueueOutcome> RunAsync(SqlSession session, PreparedInvoice prepared, CancellationToken cancellationToken)
    {
        var entry = prepared.Entry;
        var numbered = entry.Reference is { Scope: not null, Number: 0 };
        if (numbered)
        {
            // Looked up first, so that a repetition uses no number up.
            if (await EntryQueries.FindAsync(session, entry.Key, withBytes: true, cancellationToken).ConfigureAwait(false) is { } before) return Compare(before, entry);
            entry = entry with { Reference = entry.Reference with { Number = await Counters.NextAsync(session, entry.Reference.Scope!, cancellationToken).ConfigureAwait(false) } };
        }
        var insert = session.Dialect.InsertUnlessPresent("ksef_entry", EntryRow.Inserted);
        if (await session.ExecuteAsync(insert, EntryRow.ToInsert(entry), cancellationToken).ConfigureAwait(false) == 0)
        {
            // Another was faster between the look and the insert; its row is committed. The counter is still locked by us, so the number can be given back without a gap.
            if (numbered) await Counters.GiveBackAsync(session, entry.Reference.Scope!, cancellationToken).ConfigureAwait(false);
            var there = await EntryQueries.FindAsync(session, entry.Key, withBytes: true, cancellationToken).ConfigureAwait(false)
                ?? throw new SqlStoreException(SqlTrouble.Other, $"{session.Dialect.Name}: the reference {entry.Reference} is taken by another invoice; {entry.Key} was not stored.");
            return Compare(there, entry);
        }
        var statements = new List<SqlStatement>
        {
            new(session.Dialect.InsertUnlessPresent("ksef_body", BodyColumns), new SqlArguments().Text("entry_key", entry.Key.ToString()).Bytes("bytes", entry.Bytes)),
        };
        if (prepared.Evidence.Count > 0)
        {
            var head = await EvidenceRows.HeadAsync(session, EvidenceChains.Of(entry.Key), cancellationToken).ConfigureAwait(false);
            EvidenceRows.Seal(head, prepared.Evidence, statements);
        }
        await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
        return new EnqueueOutcome.Added(entry);
    }

    // A draft has no hash yet, so its bytes are compared; everything else is recognised by its hash, even when its bytes were erased after retention.
    private static EnqueueOutcome Compare(OutboxEntry there, OutboxEntry offered) =>
        there.Hash == offered.Hash && (!offered.Hash.IsEmpty || there.Bytes.Span.SequenceEqual(offered.Bytes.Span))
            ? new EnqueueOutcome.AlreadyPresent(there)
            : new EnqueueOutcome.Conflict(there.Key, there.Hash, offered.Hash, there.State);
}
