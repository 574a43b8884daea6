namespace Ksef.Offline.Deadlines;

/// <summary>Which of the four answers a <see cref="Deadline"/> is.</summary>
public enum DeadlineKind
{
    /// <summary>The mode cannot be used: nothing announced covers the issue, or the question itself is unusable. No date; a person must choose another mode.</summary>
    InvalidMode = 0,

    /// <summary>There is a date: <see cref="Deadline.Due"/>.</summary>
    Due = 1,

    /// <summary>The term has not begun: the end of the failure or maintenance period is not announced yet.</summary>
    AwaitingEnd = 2,

    /// <summary>Nothing is ever sent: issued in, or freed by, a total failure (<i>awaria całkowita</i>).</summary>
    NoObligation = 3,
}
