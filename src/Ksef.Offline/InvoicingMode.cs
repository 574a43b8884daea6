namespace Ksef.Offline;

/// <summary>The legal mode in which an invoice is issued. The API knows only online and offline (<c>offlineMode</c>); the law knows five.</summary>
public enum InvoicingMode
{
    /// <summary>Sent to KSeF on the day of issue (art. 106na of the VAT Act).</summary>
    Online = 0,

    /// <summary><i>offline24</i>: issued without KSeF for any reason, sent at the latest on the next working day (art. 106nda).</summary>
    Offline24 = 1,

    /// <summary><i>Niedostępność</i>: issued during an announced unavailability (maintenance), sent on the next working day after it ends (art. 106nh).</summary>
    Unavailability = 2,

    /// <summary><i>Tryb awaryjny</i>: issued during an announced failure, sent within seven working days after it ends (art. 106nf).</summary>
    Emergency = 3,

    /// <summary><i>Awaria całkowita</i>: issued during a total failure announced in the media; never sent, no codes (art. 106ng).</summary>
    TotalFailure = 4,
}
