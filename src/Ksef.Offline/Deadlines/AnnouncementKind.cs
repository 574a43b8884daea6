namespace Ksef.Offline.Deadlines;

/// <summary>What the Ministry announces (<i>Latarnia</i>: <c>category</c>).</summary>
public enum AnnouncementKind
{
    /// <summary>A kind that this version does not know: kept, reported, and without any effect.</summary>
    Unknown = 0,

    /// <summary><i>Niedostępność</i>, <c>MAINTENANCE</c>: a planned unavailability (art. 106nh).</summary>
    Maintenance = 1,

    /// <summary><i>Awaria</i>, <c>FAILURE</c>: a failure announced under art. 106ne(1).</summary>
    Failure = 2,

    /// <summary><i>Awaria całkowita</i>, <c>TOTAL_FAILURE</c>: announced in the mass media under art. 106ne(3).</summary>
    TotalFailure = 3,
}
