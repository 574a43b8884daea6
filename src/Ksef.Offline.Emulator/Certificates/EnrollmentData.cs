using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Authentication.Xades;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>The attributes that a request must carry, taken from the certificate of the login.</summary>
internal sealed class EnrollmentData
{
    private static readonly (string Oid, string Name)[] Known =
    [
        ("2.5.4.3", "commonName"), ("2.5.4.6", "countryName"), ("2.5.4.42", "givenName"), ("2.5.4.4", "surname"), ("2.5.4.5", "serialNumber"),
        ("2.5.4.45", "uniqueIdentifier"), ("2.5.4.10", "organizationName"), ("2.5.4.97", "organizationIdentifier"),
    ];

    private EnrollmentData(IReadOnlyList<(string Oid, string Name, string Value)> attributes) => Attributes = attributes;

    public IReadOnlyList<(string Oid, string Name, string Value)> Attributes { get; }

    public string CommonName => Attributes.First(a => a.Oid == "2.5.4.3").Value;

    /// <exception cref="ApiError">The login was made without a certificate of a person or an entity.</exception>
    public static EnrollmentData Of(Login login, int refusal)
    {
        if (login.Certificate is not { } der || login.SubjectType == "Fingerprint") throw new ApiError(refusal);
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        var subject = CertificateSubject.Of(certificate);
        var attributes = new List<(string, string, string)>();
        foreach (var (oid, name) in Known)
        {
            if (subject.All(oid) is { } value) attributes.Add((oid, name, oid == "2.5.4.3" ? WithoutSuffix(value) : value));
            else if (oid == "2.5.4.3") attributes.Add((oid, name, login.SubjectValue));
            else if (oid == "2.5.4.6") attributes.Add((oid, name, "PL"));
        }
        return new EnrollmentData(attributes);
    }

    /// <summary>Whether a name holds exactly these attributes, each as often and with the same values, in any order.</summary>
    public bool Matches(X500DistinguishedName name)
    {
        var given = CertificateSubject.Attributes(name);
        var joined = given.GroupBy(a => a.Oid).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(a => a.Value)));
        return joined.Count == Attributes.Count && Attributes.All(a => joined.TryGetValue(a.Oid, out var value) && string.Equals(value, a.Value, StringComparison.Ordinal));
    }

    private static string WithoutSuffix(string name)
    {
        foreach (var suffix in (string[])[" (uwierzytelnienie)", " (offline)"])
            if (name.EndsWith(suffix, StringComparison.Ordinal)) return name[..^suffix.Length];
        return name;
    }
}
