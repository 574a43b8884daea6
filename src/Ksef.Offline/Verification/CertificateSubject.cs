namespace Ksef.Offline.Verification;

/// <summary>The subject that KSeF wants to see in a request for a certificate: the attributes exactly as <c>GET /certificates/enrollments/data</c> returns them.</summary>
/// <remarks>Nothing is trimmed, prefixed or re-cased: KSeF compares (error 25003). Compared by value. Immutable, thread-safe. Source: OpenAPI <c>CertificateEnrollmentDataResponse</c>.</remarks>
public sealed record CertificateSubject
{
    /// <summary>The common name (<c>commonName</c>, OID 2.5.4.3; <i>nazwa powszechna</i>).</summary>
    public required string CommonName { get; init; }

    /// <summary>The country, two letters (<c>countryName</c>, OID 2.5.4.6).</summary>
    public required string CountryName { get; init; }

    /// <summary>The given name, several in one text where there are several (<c>givenName</c>, OID 2.5.4.42; <i>imię</i>); null where absent.</summary>
    public string? GivenName { get; init; }

    /// <summary>The surname (<c>surname</c>, OID 2.5.4.4; <i>nazwisko</i>); null where absent.</summary>
    public string? Surname { get; init; }

    /// <summary>The subject's number with its prefix, for example <c>TINPL-1111111111</c> (<c>serialNumber</c>, OID 2.5.4.5); null where absent.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>A unique identifier, such as the fingerprint of the certificate used for login (<c>uniqueIdentifier</c>, OID 2.5.4.45); null where absent.</summary>
    public string? UniqueIdentifier { get; init; }

    /// <summary>The organisation's name (<c>organizationName</c>, OID 2.5.4.10); null where absent.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>The organisation's number with its prefix, for example <c>VATPL-1111111111</c> (<c>organizationIdentifier</c>, OID 2.5.4.97); null where absent.</summary>
    public string? OrganizationIdentifier { get; init; }
}
