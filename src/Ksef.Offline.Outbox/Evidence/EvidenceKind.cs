namespace Ksef.Offline.Outbox.Evidence;

/// <summary>What a record of the evidence says. The numbers are stored and hashed; none is ever re-used.</summary>
public enum EvidenceKind
{
    /// <summary>The invoice was issued: hash, mode, deadline, codes.</summary>
    Issued = 1,

    /// <summary>Who decided the legal mode, and why.</summary>
    ModeDecided = 2,

    /// <summary>A deadline, with the steps that led to it.</summary>
    DeadlineComputed = 3,

    /// <summary>An announcement: raw bytes and hash.</summary>
    Announcement = 4,

    /// <summary>A mark of an attempt, before a call or after its answer.</summary>
    AttemptMark = 5,

    /// <summary>The outcome of an attempt or of a search.</summary>
    Outcome = 6,

    /// <summary>The document was printed or handed over to the buyer.</summary>
    Delivery = 7,

    /// <summary>The UPO, with its bytes.</summary>
    Upo = 8,

    /// <summary>A technical correction: the refused file lies in the payload.</summary>
    TechnicalCorrection = 9,

    /// <summary>A person's decision: hold, release, withdraw, collision.</summary>
    Decision = 10,

    /// <summary>A file or a note that a person attached.</summary>
    Attachment = 11,

    /// <summary>The head over all heads of a day.</summary>
    DailyHead = 12,

    /// <summary>A draft waiting behind its original, or its release.</summary>
    Draft = 13,

    /// <summary>That somebody was warned, and of what.</summary>
    Alert = 14,

    /// <summary>A window or a freeze of sending, set or lifted by a person.</summary>
    Schedule = 15,
}
