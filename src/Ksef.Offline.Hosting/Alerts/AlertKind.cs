namespace Ksef.Offline.Hosting.Alerts;

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>A KSeF number was assigned: the application's own links can be completed.</summary>
    NumberAssigned = 1,

    /// <summary>The stricter date of an unsent invoice comes near.</summary>
    DeadlineAtRisk = 2,

    /// <summary>Today is the last day of an unsent invoice.</summary>
    LastDay = 3,

    /// <summary>The deadline of an unsent invoice has passed.</summary>
    Overdue = 4,

    /// <summary>KSeF refused an invoice.</summary>
    Rejected = 5,

    /// <summary>KSeF holds another document under the invoice's number.</summary>
    Conflict = 6,

    /// <summary>A person must decide: an entry is held.</summary>
    NeedsDecision = 7,

    /// <summary>The Offline certificate ends soon, or has ended.</summary>
    CertificateEnding = 8,

    /// <summary>The Ministry announced something, changed it or withdrew it.</summary>
    BeaconChanged = 9,

    /// <summary>A total failure was announced (<i>awaria całkowita</i>): sending is held.</summary>
    TotalFailure = 10,

    /// <summary>An invoice reported in JPK_V7 without a number has one now: a correction of the JPK is due.</summary>
    JpkCorrectionDue = 11,

    /// <summary>A deadline was computed anew.</summary>
    DeadlineChanged = 12,

    /// <summary>The daily report.</summary>
    DailyReport = 13,
}
