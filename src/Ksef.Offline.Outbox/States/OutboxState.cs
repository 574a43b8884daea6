namespace Ksef.Offline.Outbox.States;

/// <summary>Where an invoice stands between the moment it was issued and the moment its KSeF number is recorded.</summary>
/// <remarks>The numbers are stored; none is ever re-used. Which event leads where: <see cref="OutboxStateMachine"/>.</remarks>
public enum OutboxState
{
    /// <summary>Issued, its bytes are fixed, nothing of it can be in KSeF: it may be sent.</summary>
    Issued = 0,

    /// <summary>A worker holds it and has done nothing yet that could have an effect in KSeF. When the lease runs out it may be sent by another.</summary>
    Leased = 1,

    /// <summary>KSeF took it over and has not decided (statuses 100, 150): ask, never send again.</summary>
    Submitted = 2,

    /// <summary>It may be in KSeF. Written durably before each call with an effect, so that a crash leaves this state behind: find out first, never send again blindly.</summary>
    Unknown = 3,

    /// <summary>It has its KSeF number. Final.</summary>
    Accepted = 4,

    /// <summary>KSeF refused it and nobody outside holds a document with its hash: issue it anew under the rules of the ERP. Final.</summary>
    Rejected = 5,

    /// <summary>An offline invoice was refused for its form: a technical correction (<i>korekta techniczna</i>) is due within the original deadline.</summary>
    AwaitingCorrection = 6,

    /// <summary>The draft of a correcting invoice, or of a settlement, that names an invoice without a KSeF number yet; its bytes are not issued.</summary>
    Blocked = 7,

    /// <summary>Set aside: a person must decide (total failure, missing permission, poison, an operator's wish).</summary>
    Held = 8,

    /// <summary>Another document holds this number in KSeF (status 440 with another hash): a person must resolve the collision.</summary>
    DuplicateConflict = 9,

    /// <summary>Taken back by a person with a reason: never sent. Final.</summary>
    Withdrawn = 10,
}
