namespace Ksef.Offline.Http.Latarnia;

/// <summary>What the beacon says of KSeF at this moment. It decides nothing: announcements do.</summary>
public enum LatarniaStatus
{
    /// <summary>The beacon did not answer, answered something unreadable, or a word that this version does not know. Never a failure of KSeF.</summary>
    Unknown = 0,

    /// <summary><c>AVAILABLE</c>: KSeF works.</summary>
    Available = 1,

    /// <summary><c>MAINTENANCE</c>: a planned unavailability (<i>niedostępność</i>).</summary>
    Maintenance = 2,

    /// <summary><c>FAILURE</c>: a failure (<i>awaria</i>).</summary>
    Failure = 3,

    /// <summary><c>TOTAL_FAILURE</c>: a total failure (<i>awaria całkowita</i>). A person decides what follows from it.</summary>
    TotalFailure = 4,
}
