namespace Ksef.Offline.Deadlines;

/// <summary>What an invoice is that was issued in the emergency mode between the announced start of a failure and the publication of the notice. The Act does not settle it.</summary>
public enum IssueBeforePublication
{
    /// <summary>Before the notice there is no emergency mode: the invoice is offline24, extended when the failure is announced. The default.</summary>
    Offline24 = 0,

    /// <summary>The notice defines the period, also backwards: the invoice is an emergency invoice (art. 106nf).</summary>
    Emergency = 1,
}
