namespace Ksef.Offline.Deadlines;

/// <summary>Where an unsent invoice stands at an instant. The Act says <i>niezwłocznie</i>, at once: no word here means "ample time".</summary>
public enum DeadlineStatus
{
    /// <summary>The mode is invalid: no term, a person must decide.</summary>
    InvalidMode = 0,

    /// <summary>The term has not begun.</summary>
    AwaitingEnd = 1,

    /// <summary>Nothing is to be sent.</summary>
    NoObligation = 2,

    /// <summary>The term runs and its end is further away than the configured lead.</summary>
    InTime = 3,

    /// <summary>The end of the term is nearer than the configured lead.</summary>
    AtRisk = 4,

    /// <summary>The last day of the term.</summary>
    LastDay = 5,

    /// <summary>The term has passed.</summary>
    Overdue = 6,
}
