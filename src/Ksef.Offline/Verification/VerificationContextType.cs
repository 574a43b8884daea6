namespace Ksef.Offline.Verification;

/// <summary>The kinds of context in which one logs in to KSeF and which KOD II names; the names are those of the link, in this exact case.</summary>
public enum VerificationContextType
{
    /// <summary><c>Nip</c>: a Polish tax number.</summary>
    Nip = 0,

    /// <summary><c>InternalId</c>: an internal unit (NIP, hyphen, five digits).</summary>
    InternalId = 1,

    /// <summary><c>NipVatUe</c>: a NIP joined with an EU VAT number.</summary>
    NipVatUe = 2,

    /// <summary><c>PeppolId</c>: a Peppol service provider.</summary>
    PeppolId = 3,
}
