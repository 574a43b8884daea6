namespace Ksef.Offline.Deadlines;

/// <summary>Whether the duty to send was met.</summary>
public enum DutyResult
{
    /// <summary>The mode is invalid: there is no term to hold it against; a person decides.</summary>
    Undetermined = 0,

    /// <summary>Met in time.</summary>
    Met = 1,

    /// <summary>Met, but late.</summary>
    Late = 2,

    /// <summary>Nothing was owed; it was sent all the same.</summary>
    NotOwed = 3,
}
