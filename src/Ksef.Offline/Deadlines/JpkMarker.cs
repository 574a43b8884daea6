namespace Ksef.Offline.Deadlines;

/// <summary>The marker of one row of the JPK_V7 register (JPK_V7M(3), JPK_V7K(3)): exactly one per row.</summary>
public enum JpkMarker
{
    /// <summary><c>NrKSeF</c>: the KSeF number itself.</summary>
    KsefNumber = 0,

    /// <summary><c>OFF</c>: an emergency invoice (art. 106nf) without a number on the day of filing. Not offline24.</summary>
    Off = 1,

    /// <summary><c>DI</c>: another document, among them offline24 and unavailability without a number.</summary>
    Di = 2,

    /// <summary><c>BFK</c>: an invoice issued outside KSeF (<i>bez faktury w KSeF</i>).</summary>
    Bfk = 3,
}
