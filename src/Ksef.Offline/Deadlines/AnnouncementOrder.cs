namespace Ksef.Offline.Deadlines;

/// <summary>A total order of messages, so that a set of them has one form. Cautious first: of two that differ only in their end, the earlier end.</summary>
internal sealed class AnnouncementOrder : IComparer<Announcement>
{
    public static AnnouncementOrder Instance { get; } = new();

    public int Compare(Announcement? x, Announcement? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var c = string.CompareOrdinal(x.EventId, y.EventId);
        if (c == 0) c = x.Version.CompareTo(y.Version);
        if (c == 0) c = x.Part.CompareTo(y.Part);
        if (c == 0) c = Compare(x.End, y.End);
        if (c == 0) c = x.Start.CompareTo(y.Start);
        if (c == 0) c = x.Kind.CompareTo(y.Kind);
        if (c == 0) c = Compare(y.Published, x.Published);
        if (c == 0) c = string.CompareOrdinal(x.MessageId, y.MessageId);
        if (c == 0) c = string.CompareOrdinal(x.KindText, y.KindText);
        if (c == 0) c = x.Source.CompareTo(y.Source);
        if (c == 0) c = x.Confirmed.CompareTo(y.Confirmed);
        return c == 0 ? x.Withdrawn.CompareTo(y.Withdrawn) : c;
    }

    /// <summary>An instant before none.</summary>
    private static int Compare(NodaTime.Instant? x, NodaTime.Instant? y) => (x, y) switch
    {
        ({ } a, { } b) => a.CompareTo(b),
        (null, null) => 0,
        (null, _) => 1,
        _ => -1,
    };
}
