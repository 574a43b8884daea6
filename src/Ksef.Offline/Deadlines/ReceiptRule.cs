namespace Ksef.Offline.Deadlines;

/// <summary>On which day the buyer has received the invoice (<i>data otrzymania</i>).</summary>
public enum ReceiptRule
{
    /// <summary>The day on which KSeF gave the number (arts. 106na(3), 106nda(11)).</summary>
    NumberDate = 0,

    /// <summary>The day on which the buyer really received it outside KSeF (art. 106na(4)).</summary>
    ActualReceipt = 1,

    /// <summary>The day on which the buyer really received it, at the latest the day of the number (art. 106nf(10)).</summary>
    ActualReceiptOrNumberDate = 2,
}
