namespace Ksef.Offline.Outbox.Notifications;

/// <summary>What the application is told, durably and at least once. The numbers are stored.</summary>
public enum NotificationKind
{
    /// <summary>A KSeF number was assigned: relink orders, payments, delivery notes.</summary>
    NumberAssigned = 1,

    /// <summary>KSeF refused the invoice.</summary>
    Rejected = 2,

    /// <summary>The deadline changed.</summary>
    DeadlineChanged = 3,

    /// <summary>A person must decide.</summary>
    NeedsDecision = 4,

    /// <summary>The UPO was stored.</summary>
    UpoStored = 5,

    /// <summary>The invoices that a draft waited for have their numbers: the correcting invoice, or the settlement, was issued. The text names the numbers.</summary>
    OriginalNumbered = 6,
}
