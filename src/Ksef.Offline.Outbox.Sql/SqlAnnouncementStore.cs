using System.Data.Common;
using System.Runtime.CompilerServices;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Sql.Work;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The announcements (<i>komunikaty</i>) of a <see cref="SqlOutbox"/>. Thread-safe.</summary>
public sealed class SqlAnnouncementStore : IAnnouncementStore
{
    private const string Columns = "version, kind, starts, ends, published, event_id, event_version, part, message_id, source, kind_text, confirmed, withdrawn, recorded_at, actor";
    private const int PageSize = 500;
    private static readonly string Insert = $"INSERT INTO ksef_announcement ({Columns}) VALUES ({string.Join(", ", Columns.Split(", ").Select(c => "@" + c))})";
    private readonly SqlDatabase _database;

    internal SqlAnnouncementStore(SqlDatabase database) => _database = database;

    /// <inheritdoc/>
    public Task<(RecordedAnnouncement Stored, bool Added)> RecordAsync(RecordedAnnouncement announcement, EvidenceDraft evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(evidence);
        // The database keeps ticks: finer instants are cut before they are compared, or the same message would look new each time.
        var cut = announcement with { Announcement = Cut(announcement.Announcement) };
        return _database.WriteAsync((session, token) => RecordAsync(session, cut, evidence, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedAnnouncement> ReadAsync(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sql = _database.Dialect.Limit($"SELECT {Columns} FROM ksef_announcement WHERE version > @after ORDER BY version", "max");
        for (var after = afterVersion; ;)
        {
            var arguments = new SqlArguments().Integer("after", after).Integer("max", PageSize);
            var page = await _database.ReadAsync((session, token) => session.QueryAsync(sql, arguments, Read, token), cancellationToken).ConfigureAwait(false);
            foreach (var one in page) yield return one;
            if (page.Count < PageSize) yield break;
            after = page[^1].TimelineVersion;
        }
    }

    private static async Task<(RecordedAnnouncement Stored, bool Added)> RecordAsync(SqlSession session, RecordedAnnouncement announcement, EvidenceDraft evidence, CancellationToken cancellationToken)
    {
        // The counter first: its row is locked from here on, so that two watchers never look at the same moment.
        var next = await Counters.NextAsync(session, Counters.Timeline, cancellationToken).ConfigureAwait(false);
        var said = announcement.Announcement;
        var alike = await session.QueryAsync(
            $"SELECT {Columns} FROM ksef_announcement WHERE kind = @kind AND starts = @starts ORDER BY version",
            new SqlArguments().Integer("kind", (long)said.Kind).Time("starts", said.Start), Read, cancellationToken).ConfigureAwait(false);
        if (alike.Find(r => r.Announcement == said) is { } known)
        {
            await Counters.GiveBackAsync(session, Counters.Timeline, cancellationToken).ConfigureAwait(false);
            return (known, false);
        }
        var stored = announcement with { TimelineVersion = next };
        var statements = new List<SqlStatement> { new(Insert, Arguments(stored)) };
        EvidenceRows.Seal(await EvidenceRows.LockedHeadAsync(session, EvidenceChains.Announcements, cancellationToken).ConfigureAwait(false), [evidence], statements);
        await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
        return (stored, true);
    }

    private static SqlArguments Arguments(RecordedAnnouncement recorded)
    {
        var said = recorded.Announcement;
        return new SqlArguments()
            .Integer("version", recorded.TimelineVersion).Integer("kind", (long)said.Kind).Time("starts", said.Start).Time("ends", said.End).Time("published", said.Published)
            .Text("event_id", said.EventId).Integer("event_version", said.Version).Integer("part", (long)said.Part).Text("message_id", said.MessageId).Integer("source", (long)said.Source)
            .Text("kind_text", said.KindText).Flag("confirmed", said.Confirmed).Flag("withdrawn", said.Withdrawn).Time("recorded_at", recorded.RecordedAt).Text("actor", recorded.Actor);
    }

    private static RecordedAnnouncement Read(DbDataReader reader)
    {
        var row = new RowReader(reader);
        var version = row.Number();
        var said = new Announcement
        {
            Kind = (AnnouncementKind)row.Number(),
            Start = row.Time(),
            End = row.TimeOrNull(),
            Published = row.TimeOrNull(),
            EventId = row.TextOrNull(),
            Version = (int)row.Number(),
            Part = (AnnouncementPart)row.Number(),
            MessageId = row.TextOrNull(),
            Source = (AnnouncementSource)row.Number(),
            KindText = row.TextOrNull(),
            Confirmed = row.Flag(),
            Withdrawn = row.Flag(),
        };
        return new RecordedAnnouncement(version, said, row.Time(), row.Text());
    }

    private static Announcement Cut(Announcement said) => said with { Start = Cut(said.Start), End = said.End is { } e ? Cut(e) : null, Published = said.Published is { } p ? Cut(p) : null };

    private static Instant Cut(Instant instant) => SqlTime.FromTicks(SqlTime.ToTicks(instant));
}
