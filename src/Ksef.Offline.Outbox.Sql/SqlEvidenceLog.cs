using System.Runtime.CompilerServices;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The evidence of a <see cref="SqlOutbox"/>: one chain per invoice and per incident, appended to and never changed; payloads alone may be erased. Thread-safe.</summary>
public sealed class SqlEvidenceLog : IEvidenceLog
{
    private const int PageSize = 200;

    // A record is the last of its chain when none follows it; the primary key answers that for each.
    private const string Heads =
        "SELECT chain, sequence, hash FROM ksef_evidence AS head WHERE NOT EXISTS "
        + "(SELECT 1 FROM ksef_evidence AS next WHERE next.chain = head.chain AND next.sequence = head.sequence + 1) AND chain > @after ORDER BY chain";

    private readonly SqlDatabase _database;

    internal SqlEvidenceLog(SqlDatabase database) => _database = database;

    /// <inheritdoc/>
    public Task<IReadOnlyList<EvidenceRecord>> AppendAsync(string chain, IReadOnlyList<EvidenceDraft> drafts, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(chain);
        ArgumentNullException.ThrowIfNull(drafts);
        return _database.WriteAsync<IReadOnlyList<EvidenceRecord>>(
            async (session, token) =>
            {
                var statements = new List<SqlStatement>();
                var records = EvidenceRows.Seal(await EvidenceRows.LockedHeadAsync(session, chain, token).ConfigureAwait(false), drafts, statements);
                await session.ExecuteAllAsync(statements, token).ConfigureAwait(false);
                return records;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvidenceRecord> ReadAsync(string chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sql = _database.Dialect.Limit($"SELECT {EvidenceRows.Columns} FROM ksef_evidence WHERE chain = @chain AND sequence > @after ORDER BY sequence", "max");
        for (var after = 0L; ;)
        {
            var arguments = new SqlArguments().Text("chain", chain).Integer("after", after).Integer("max", PageSize);
            var page = await _database.ReadAsync((session, token) => session.QueryAsync(sql, arguments, EvidenceRows.Read, token), cancellationToken).ConfigureAwait(false);
            foreach (var record in page) yield return record;
            if (page.Count < PageSize) yield break;
            after = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvidenceHead> ReadHeadsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sql = _database.Dialect.Limit(Heads, "max");
        for (var after = ""; ;)
        {
            var arguments = new SqlArguments().Text("after", after).Integer("max", PageSize);
            var page = await _database.ReadAsync(
                (session, token) => session.QueryAsync(sql, arguments, r => new EvidenceHead(r.GetString(0), r.GetInt64(1), InvoiceHash.FromBytes(r.GetFieldValue<byte[]>(2))), token),
                cancellationToken).ConfigureAwait(false);
            foreach (var head in page) yield return head;
            if (page.Count < PageSize) yield break;
            after = page[^1].Chain;
        }
    }

    /// <inheritdoc/>
    public Task<int> ErasePayloadsAsync(string chain, Instant before, CancellationToken cancellationToken) => _database.WriteAsync(
        (session, token) => session.ExecuteAsync(
            "UPDATE ksef_evidence SET payload = NULL WHERE chain = @chain AND at < @before AND payload IS NOT NULL", new SqlArguments().Text("chain", chain).Time("before", before), token),
        cancellationToken);
}
