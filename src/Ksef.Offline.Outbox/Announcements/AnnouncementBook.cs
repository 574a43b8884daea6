using Ksef.Offline.Deadlines;

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>The recorded announcements as a timeline with its version, kept and refreshed by what is new. Thread-safe.</summary>
/// <param name="store">Where they are recorded.</param>
public sealed class AnnouncementBook(IAnnouncementStore store)
{
    private readonly Lock _gate = new();
    private volatile BookPage _page = new(AnnouncementTimeline.Empty, 0);

    /// <summary>The page as last read; empty before the first <see cref="RefreshAsync"/>.</summary>
    public BookPage Page => _page;

    /// <summary>Reads what is new and returns the present page.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<BookPage> RefreshAsync(CancellationToken cancellationToken)
    {
        var page = _page;
        var news = new List<Announcement>();
        var version = page.Version;
        await foreach (var recorded in store.ReadAsync(version, cancellationToken).ConfigureAwait(false))
        {
            news.Add(recorded.Announcement);
            version = recorded.TimelineVersion;
        }
        if (news.Count > 0) page = new BookPage(page.Timeline.With(news), version);
        lock (_gate)
        {
            if (page.Version > _page.Version) _page = page;
            return _page;
        }
    }
}
