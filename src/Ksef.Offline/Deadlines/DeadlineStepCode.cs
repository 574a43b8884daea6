namespace Ksef.Offline.Deadlines;

/// <summary>What one step of an explanation says. Stable: texts may get better, codes stay.</summary>
public enum DeadlineStepCode
{
    /// <summary>The rule of the mode, with its article.</summary>
    Rule = 0,

    /// <summary>The announcement that covers the issue.</summary>
    Covered = 1,

    /// <summary>A further maintenance period continues the first.</summary>
    Continued = 2,

    /// <summary>The day from which working days are counted; it does not count itself.</summary>
    Anchor = 3,

    /// <summary>A day that does not count, and why.</summary>
    Skipped = 4,

    /// <summary>The date that counting reached.</summary>
    Counted = 5,

    /// <summary>A failure moved the deadline.</summary>
    FailureExtends = 6,

    /// <summary>A failure without an announced end: the term has not begun.</summary>
    AwaitsEnd = 7,

    /// <summary>A total failure lifted the duty.</summary>
    TotalFailureLifts = 8,

    /// <summary>Nothing announced covers the issue: the mode is invalid.</summary>
    NotCovered = 9,

    /// <summary>The question cannot be answered: its date or mode is unusable.</summary>
    Unusable = 10,

    /// <summary>A maintenance period moved the deadline, by policy.</summary>
    MaintenanceExtends = 11,

    /// <summary>Of the answers with and without a withdrawn announcement the stricter one was kept.</summary>
    WithdrawnKeptStricter = 12,

    /// <summary>The date under the strict readings.</summary>
    StricterDate = 13,

    /// <summary>Issued in a total failure: nothing is sent.</summary>
    NothingToSend = 14,
}
