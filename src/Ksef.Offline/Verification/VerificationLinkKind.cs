namespace Ksef.Offline.Verification;

/// <summary>Which of the two codes a link stands for.</summary>
public enum VerificationLinkKind
{
    /// <summary>KOD I: shows the invoice in KSeF (path <c>/invoice/</c>); on every invoice handed over outside KSeF.</summary>
    Invoice = 1,

    /// <summary>KOD II: confirms the issuer by the signature of an Offline certificate (path <c>/certificate/</c>); beside KOD I while there is no KSeF number.</summary>
    Certificate = 2,
}
