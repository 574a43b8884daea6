using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>Issues KSeF certificates from requests that were found good. The caller holds the gate.</summary>
internal sealed class Authority(EmulatorState state)
{
    private const string CommonName = "2.5.4.3", Country = "2.5.4.6";

    /// <summary>A certificate of two years: key usage nonRepudiation for the type Offline, digitalSignature for Authentication.</summary>
    public IssuedCertificate Issue(CertificateRequest csr, bool offline, string name, string commonName, string subjectType, string subjectValue, string enrollment, DateTimeOffset validFrom, DateTimeOffset now)
    {
        var key = state.Store.Authority ?? Found(now);
        using var ec = ECDsa.Create();
        ec.ImportPkcs8PrivateKey(key.PrivateKey, out _);
        using var issuer = X509CertificateLoader.LoadCertificate(key.Certificate);
        var serial = ((long)state.Options.Seed & 0x7F) << 56 | ((long)state.Store.Certificates.Count + 1) * 0x0001_0003L | 0x0100_0000_0000_0000L;
        var serialBytes = Convert.FromHexString(serial.ToString("X16", CultureInfo.InvariantCulture));
        var request = new CertificateRequest(WithKind(csr.SubjectName, offline ? " (offline)" : " (uwierzytelnienie)"), csr.PublicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(offline ? X509KeyUsageFlags.NonRepudiation : X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var until = validFrom.AddYears(2);
        using var certificate = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(ec), validFrom, until, serialBytes);
        return new IssuedCertificate
        {
            Serial = Convert.ToHexString(serialBytes),
            Der = certificate.RawData,
            Name = name,
            CommonName = commonName,
            Offline = offline,
            SubjectType = subjectType,
            SubjectValue = subjectValue,
            ValidFrom = validFrom,
            ValidTo = certificate.NotAfter.ToUniversalTime(),
            Requested = now,
            Enrollment = enrollment,
        };
    }

    /// <summary>The subject of the request with the kind of certificate at the end of its common name, as KSeF writes it.</summary>
    private static X500DistinguishedName WithKind(X500DistinguishedName subject, string kind)
    {
        var named = new X500DistinguishedNameBuilder();
        foreach (var part in subject.EnumerateRelativeDistinguishedNames(reversed: false))
        {
            var (oid, value) = (part.GetSingleElementType(), part.GetSingleElementValue() ?? "");
            var text = oid.Value == CommonName ? value + kind : value;
            if (oid.Value == Country) named.AddCountryOrRegion(text);
            else named.Add(oid, text, System.Formats.Asn1.UniversalTagNumber.UTF8String);
        }
        return named.Build();
    }

    private AuthorityKey Found(DateTimeOffset now)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=KSeF emulator CA, O=Ksef.Offline.Emulator, C=PL", ec, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var certificate = request.CreateSelfSigned(now.AddYears(-10), now.AddYears(30));
        var key = new AuthorityKey { PrivateKey = ec.ExportPkcs8PrivateKey(), Certificate = certificate.RawData };
        state.Store.Save(key);
        return key;
    }
}
