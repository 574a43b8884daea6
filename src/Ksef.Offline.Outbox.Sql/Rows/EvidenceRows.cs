using System.Globalization;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Sessions;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>Rows of <c>ksef_evidence</c>: appended inside the transaction of what they speak of; the primary key (chain, sequence) keeps a chain from forking.</summary>
internal static class EvidenceRows
{
    public const string Columns = "chain, sequence, at, at_rest, actor, kind, text, payload_name, payload_hash, previous, hash, payload";

    /// <summary>How many records may be written in one statement with their entry.</summary>
    public const int MostTogether = 4;

    // In a statement that writes several records each has parameters of its own.
    private static readonly string[][] NamesTogether = [.. Enumerable.Range(0, MostTogether).Select(i => Columns.Split(", ").Select(c => string.Create(CultureInfo.InvariantCulture, $"{c}_{i}")).ToArray())];

    private static readonly string[] Names = Columns.Split(", ");

    private const string HeadQuery = "SELECT sequence, hash FROM ksef_evidence WHERE chain = @chain ORDER BY sequence DESC";

    private const string Insert =
        "INSERT INTO ksef_evidence (chain, sequence, at, at_rest, actor, kind, text, payload_name, payload_hash, previous, hash, payload) "
        + "VALUES (@chain, @sequence, @at, @at_rest, @actor, @kind, @text, @payload_name, @payload_hash, @previous, @hash, @payload)";

    /// <summary>The chain of an entry by the text of its key, which nobody need be able to read; the same as <see cref="EvidenceChains.Of"/> where it can be read.</summary>
    public static string ChainOf(string key) => "invoice:" + key;

    public static async Task<EvidenceHead> HeadAsync(SqlSession session, string chain, CancellationToken cancellationToken)
    {
        var found = new EvidenceHead(chain, 0, default);
        await session.ExecuteAsync(Head(session.Dialect, chain, head => found = head), cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>The query for the end of a chain; an empty one tells nothing.</summary>
    public static SqlStatement Head(SqlDialect dialect, string chain, Action<EvidenceHead> tell) => new(
        dialect.Limit(HeadQuery, "one"), new SqlArguments().Text("chain", chain).Integer("one", 1),
        reader => tell(new EvidenceHead(chain, reader.GetInt64(0), InvoiceHash.FromBytes(reader.GetFieldValue<byte[]>(1)))));

    /// <summary>
    /// The head of a chain that others may append to at the same moment: its first record stays locked until the transaction ends. Chains of entries need no lock of their own, their entry is
    /// locked already; and where two begin a chain at once, the primary key refuses one and it begins again.
    /// </summary>
    public static async Task<EvidenceHead> LockedHeadAsync(SqlSession session, string chain, CancellationToken cancellationToken)
    {
        if (!session.Dialect.OneWriter)
        {
            var query = session.Dialect.ForUpdate("SELECT sequence FROM ksef_evidence WHERE chain = @chain AND sequence = 1");
            await session.FirstAsync(query, new SqlArguments().Text("chain", chain), r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
        }
        return await HeadAsync(session, chain, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Seals drafts behind a head; the statements that write them, and the records.</summary>
    public static List<EvidenceRecord> Seal(EvidenceHead head, IReadOnlyList<EvidenceDraft> drafts, List<SqlStatement> statements, string insert = Insert)
    {
        var records = new List<EvidenceRecord>(drafts.Count);
        foreach (var draft in drafts)
        {
            var record = EvidenceChains.Seal(head, draft);
            records.Add(record);
            statements.Add(new SqlStatement(insert, Arguments(record)));
            head = new EvidenceHead(head.Chain, record.Sequence, record.Hash);
        }
        return records;
    }

    public static EvidenceRecord Read(System.Data.Common.DbDataReader reader)
    {
        var row = new RowReader(reader);
        return new EvidenceRecord(
            row.Text(), row.Number(), row.Time() + Duration.FromNanoseconds(row.Number()), row.Text(), (EvidenceKind)row.Number(), row.Text(), row.TextOrNull(), row.HashOrNull(),
            Previous: row.Hash(), Hash: row.Hash(), Payload: row.BytesOrNull() is { } payload ? payload : (ReadOnlyMemory<byte>?)null);
    }

    /// <summary>The parameters of one of several records, in the order of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> TogetherNames(int index) => NamesTogether[index];

    /// <summary>Seals drafts behind a head; their values go to the one statement that writes them all.</summary>
    public static void SealTogether(EvidenceHead head, IReadOnlyList<EvidenceDraft> drafts, SqlArguments arguments)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            var record = EvidenceChains.Seal(head, drafts[i]);
            Give(record, NamesTogether[i], arguments);
            head = new EvidenceHead(head.Chain, record.Sequence, record.Hash);
        }
    }

    private static SqlArguments Arguments(EvidenceRecord record) => Give(record, Names, new SqlArguments());

    private static SqlArguments Give(EvidenceRecord record, string[] names, SqlArguments arguments)
    {
        var ticks = SqlTime.ToTicks(record.At);
        return arguments
            .Text(names[0], record.Chain).Integer(names[1], record.Sequence).Integer(names[2], ticks).Integer(names[3], (long)(record.At - SqlTime.FromTicks(ticks)).TotalNanoseconds)
            .Text(names[4], record.Actor).Integer(names[5], (long)record.Kind).Text(names[6], record.Text).Text(names[7], record.PayloadName)
            .Hash(names[8], record.PayloadHash).Hash(names[9], record.Previous).Hash(names[10], record.Hash).Bytes(names[11], record.Payload);
    }
}
