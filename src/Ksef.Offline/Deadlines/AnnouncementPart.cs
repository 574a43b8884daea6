namespace Ksef.Offline.Deadlines;

/// <summary>What one message says of its event (<i>Latarnia</i>: <c>type</c>).</summary>
public enum AnnouncementPart
{
    /// <summary>All that is known of the event: <c>MAINTENANCE_ANNOUNCEMENT</c>, or an entry made by hand.</summary>
    Whole = 0,

    /// <summary>That it began: <c>FAILURE_START</c>.</summary>
    Start = 1,

    /// <summary>That it ended: <c>FAILURE_END</c>. It completes the message of the beginning with the same event id.</summary>
    End = 2,
}
