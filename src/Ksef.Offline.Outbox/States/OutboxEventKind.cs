namespace Ksef.Offline.Outbox.States;

/// <summary>The columns of the state table: everything that can happen to an entry.</summary>
public enum OutboxEventKind
{
    /// <summary>A worker or an operator took the lease.</summary>
    LeaseTaken = 0,

    /// <summary>The lease was given back, or ran out, before anything was done.</summary>
    LeaseEnded = 1,

    /// <summary>The mark before a call with an effect was stored: from now on it may be in KSeF.</summary>
    SendingMarked = 2,

    /// <summary>KSeF took it over and has not decided.</summary>
    TakenOver = 3,

    /// <summary>KSeF gave it a number and the hash is ours.</summary>
    Accepted = 4,

    /// <summary>It is certainly not in KSeF: the same bytes may be sent again.</summary>
    NotSent = 5,

    /// <summary>The answer was lost.</summary>
    OutcomeLost = 6,

    /// <summary>Refused, and a technical correction is the remedy (offline, technical or semantic reason).</summary>
    RefusedCorrectable = 7,

    /// <summary>Refused for good (online: issue it anew).</summary>
    RefusedFinally = 8,

    /// <summary>Refused for a reason that a person must remove (permission, attachment).</summary>
    RefusedForPerson = 9,

    /// <summary>Refused because another document holds the number.</summary>
    RefusedAsCollision = 10,

    /// <summary>The bytes of a technical correction were supplied.</summary>
    CorrectionSupplied = 11,

    /// <summary>The invoices that a draft waited for have their numbers, and the correcting invoice or settlement was built and issued.</summary>
    OriginalNumbered = 12,

    /// <summary>The legal mode was decided anew (online, offline24, unavailability, emergency); the bytes stay.</summary>
    ModeDecided = 13,

    /// <summary>A total failure lifted the duty to send: a person must decide.</summary>
    DutyLifted = 14,

    /// <summary>An operator holds it, or a worker set it aside as poison.</summary>
    Held = 15,

    /// <summary>An operator releases it and nothing of it can be in KSeF.</summary>
    ReleasedUnsent = 16,

    /// <summary>An operator releases it and it may be in KSeF: it is looked for first.</summary>
    ReleasedUncertain = 17,

    /// <summary>An operator withdraws it.</summary>
    Withdrawn = 18,

    /// <summary>An operator found out that the document in KSeF is this one after all, or that the collision is resolved by another number: it is looked for again.</summary>
    CollisionReexamined = 19,

    /// <summary>A draft waits for an invoice that will get no number: a person must decide.</summary>
    OriginalLost = 20,
}
