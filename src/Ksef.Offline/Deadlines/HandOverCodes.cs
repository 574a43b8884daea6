namespace Ksef.Offline.Deadlines;

/// <summary>Which verification codes stand on what is handed over.</summary>
public enum HandOverCodes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>KOD I alone, labelled with the KSeF number.</summary>
    CodeI = 1,

    /// <summary>KOD I labelled <c>OFFLINE</c> and KOD II labelled <c>CERTYFIKAT</c>.</summary>
    CodeIAndCodeII = 2,
}
