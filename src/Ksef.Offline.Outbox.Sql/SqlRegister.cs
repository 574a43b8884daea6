using System.Data.Common;
using System.Runtime.CompilerServices;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Sql.Work;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The documents of a total failure (<i>awaria całkowita</i>) in a <see cref="SqlOutbox"/>. Thread-safe.</summary>
public sealed class SqlRegister : IRegister
{
    private const string Columns = "reference_scope, reference_number, seller_nip, number, issue_date, recorded_at, actor, reason, hash";
    private const int PageSize = 500;
    private static readonly string[] Inserted = Columns.Split(", ");
    private readonly SqlDatabase _database;

    internal SqlRegister(SqlDatabase database) => _database = database;

    /// <inheritdoc/>
    public Task<OutsideDocument> RecordAsync(OutsideDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return _database.WriteAsync((session, token) => RecordAsync(session, document, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OutsideDocument> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sql = _database.Dialect.Limit(
            $"SELECT {Columns} FROM ksef_outside WHERE reference_scope > @scope OR (reference_scope = @scope AND reference_number > @number) ORDER BY reference_scope, reference_number", "max");
        for (var (scope, number) = ("", 0L); ;)
        {
            var arguments = new SqlArguments().Text("scope", scope).Integer("number", number).Integer("max", PageSize);
            var page = await _database.ReadAsync((session, token) => session.QueryAsync(sql, arguments, Read, token), cancellationToken).ConfigureAwait(false);
            foreach (var document in page) yield return document;
            if (page.Count < PageSize) yield break;
            (scope, number) = (page[^1].Reference.Scope, page[^1].Reference.Number);
        }
    }

    private static async Task<OutsideDocument> RecordAsync(SqlSession session, OutsideDocument document, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, document, cancellationToken).ConfigureAwait(false) is { } known) return known;
        var numbered = document.Reference is { Scope: not null, Number: 0 };
        if (numbered) document = document with { Reference = document.Reference with { Number = await Counters.NextAsync(session, document.Reference.Scope!, cancellationToken).ConfigureAwait(false) } };
        var arguments = new SqlArguments()
            .Text("reference_scope", document.Reference.Scope).Integer("reference_number", document.Reference.Number)
            .Text("seller_nip", document.SellerNip.ToString()).Text("number", document.Number).Date("issue_date", document.IssueDate).Time("recorded_at", document.RecordedAt)
            .Text("actor", document.Actor).Text("reason", document.Reason).Hash("hash", document.Hash);
        if (await session.ExecuteAsync(session.Dialect.InsertUnlessPresent("ksef_outside", Inserted), arguments, cancellationToken).ConfigureAwait(false) == 1) return document;
        if (numbered) await Counters.GiveBackAsync(session, document.Reference.Scope!, cancellationToken).ConfigureAwait(false);
        return await FindAsync(session, document, cancellationToken).ConfigureAwait(false)
            ?? throw new SqlStoreException(SqlTrouble.Other, $"{session.Dialect.Name}: the reference {document.Reference} is taken by another document; {document.Number} was not recorded.");
    }

    private static Task<OutsideDocument?> FindAsync(SqlSession session, OutsideDocument document, CancellationToken cancellationToken) => session.FirstAsync(
        $"SELECT {Columns} FROM ksef_outside WHERE seller_nip = @seller_nip AND number = @number",
        new SqlArguments().Text("seller_nip", document.SellerNip.ToString()).Text("number", document.Number), Read, cancellationToken);

    private static OutsideDocument Read(DbDataReader reader)
    {
        var row = new RowReader(reader);
        return new OutsideDocument(new OffReference(row.Text(), row.Number()), Nip.Parse(row.Text()), row.Text(), row.Date(), row.Time(), row.Text(), row.Text(), row.HashOrNull());
    }
}
