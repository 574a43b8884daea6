namespace Ksef.Offline.Deadlines;

/// <summary>What a new look at the announcements did to a deadline.</summary>
public enum DeadlineShift
{
    /// <summary>Nothing changed.</summary>
    Unchanged = 0,

    /// <summary>The date is later.</summary>
    Later = 1,

    /// <summary>The date is earlier. An alarm.</summary>
    Earlier = 2,

    /// <summary>The end was announced: the term has begun.</summary>
    TermBegan = 3,

    /// <summary>There was a date; now a failure without an announced end keeps the term from running.</summary>
    TermSuspended = 4,

    /// <summary>A total failure lifted the duty; a person confirms it.</summary>
    Lifted = 5,

    /// <summary>The duty was lifted and is owed again. An alarm.</summary>
    Revived = 6,

    /// <summary>No announcement covers the issue any more. An alarm.</summary>
    BecameInvalid = 7,

    /// <summary>An announcement now covers the issue.</summary>
    BecameValid = 8,

    /// <summary>The answer is the same, the stricter date is another. An alarm where it is earlier.</summary>
    StricterMoved = 9,
}
