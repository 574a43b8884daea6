namespace Ksef.Offline.Verification;

/// <summary>The kind of a context of login (<i>kontekst logowania</i>); KOD II writes the member's name, in exactly this case.</summary>
public enum VerificationContextType
{
    /// <summary><c>Nip</c>: a Polish taxpayer.</summary>
    Nip = 0,

    /// <summary><c>InternalId</c>: a unit inside a taxpayer (<i>identyfikator wewnętrzny</i>): NIP, hyphen, five digits.</summary>
    InternalId = 1,

    /// <summary><c>NipVatUe</c>: a Polish NIP, hyphen, and the EU VAT number of an EU entity that issues in its own name.</summary>
    NipVatUe = 2,

    /// <summary><c>PeppolId</c>: a Peppol service provider: P, two letters, six digits.</summary>
    PeppolId = 3,
}
