namespace Ksef.Offline.Qr;

/// <summary>How much of a code may be damaged and still be read (ISO/IEC 18004). The Ministry prescribes none; its own code uses <see cref="Medium"/>.</summary>
public enum QrErrorCorrection
{
    /// <summary>L, about 7 %.</summary>
    Low = 0,

    /// <summary>M, about 15 %: the default.</summary>
    Medium = 1,

    /// <summary>Q, about 25 %.</summary>
    Quartile = 2,

    /// <summary>H, about 30 %.</summary>
    High = 3,
}
