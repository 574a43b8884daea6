namespace Ksef.Offline.Http.Certificates;

/// <summary>What must stand in the subject of a certificate request, letter for letter. API: <c>CertificateEnrollmentDataResponse</c>; it comes from the certificate of the login.</summary>
public sealed record EnrollmentSubject
{
    /// <summary>API: <c>commonName</c> (2.5.4.3).</summary>
    public required string CommonName { get; init; }

    /// <summary>API: <c>countryName</c> (2.5.4.6).</summary>
    public required string CountryName { get; init; }

    /// <summary>API: <c>givenName</c> (2.5.4.42), or null.</summary>
    public string? GivenName { get; init; }

    /// <summary>API: <c>surname</c> (2.5.4.4), or null.</summary>
    public string? Surname { get; init; }

    /// <summary>API: <c>serialNumber</c> (2.5.4.5) with its prefix, for example <c>TINPL-</c>, or null.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>API: <c>uniqueIdentifier</c> (2.5.4.45), or null.</summary>
    public string? UniqueIdentifier { get; init; }

    /// <summary>API: <c>organizationName</c> (2.5.4.10), or null.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>API: <c>organizationIdentifier</c> (2.5.4.97) with its prefix, for example <c>VATPL-</c>, or null.</summary>
    public string? OrganizationIdentifier { get; init; }
}
