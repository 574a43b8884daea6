using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Qr.Keys;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Qr;

/// <summary>Judges whether a certificate can sign KOD II, now and for as long as its codes must verify.</summary>
/// <remarks>Stateless, thread-safe. Whether a certificate is revoked is known to KSeF alone (<c>POST /certificates/query</c>). Source: API documentation, "certyfikaty KSeF".</remarks>
public static class CertificateChecks
{
    private const string RsaAlgorithm = "1.2.840.113549.1.1.1";

    /// <summary>Looks at kind (by key usage), validity, key, serial number and the time that is left; finds everything at once.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="at">The instant for which to judge.</param>
    /// <param name="needs">How long it is needed; null for the defaults.</param>
    public static CertificateReport Examine(X509Certificate2 certificate, Instant at, CertificateNeeds? needs = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var findings = Static(certificate, out var kind, out var serial, out var key);
        var (notBefore, notAfter) = Validity(certificate);
        if (LinkCertificate.CheckValidity(notBefore, notAfter, at) is { } outside) findings.Add(outside);
        else Warn(findings, at, notAfter, needs ?? new CertificateNeeds());
        if (!certificate.HasPrivateKey) findings.Add(NoPrivateKey(certificate));
        return new CertificateReport
        {
            Kind = kind,
            Serial = serial,
            Subject = certificate.Subject,
            Key = key,
            HasPrivateKey = certificate.HasPrivateKey,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Findings = findings,
        };
    }

    /// <summary>What does not depend on time: kind, key, serial number. Throws where the certificate can never sign KOD II.</summary>
    internal static LinkCertificate Require(X509Certificate2 certificate)
    {
        var findings = Static(certificate, out _, out var serial, out _);
        if (findings.Count > 0) throw new SigningRefusedException(findings);
        var (notBefore, notAfter) = Validity(certificate);
        return new LinkCertificate(serial, notBefore, notAfter, certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    internal static Finding NoPrivateKey(X509Certificate2 certificate) => Error("KO4009", "certificate", certificate.SerialNumber,
        $"Certificate {certificate.SerialNumber} comes without its private key: nothing can be signed with it.", $"Certyfikat {certificate.SerialNumber} nie ma klucza prywatnego: niczego nie można nim podpisać.");

    internal static Finding KeyMismatch(X509Certificate2 certificate) => Error("KO4010", "key", certificate.SerialNumber,
        $"The private key does not belong to certificate {certificate.SerialNumber}.", $"Klucz prywatny nie należy do certyfikatu {certificate.SerialNumber}.");

    internal static Finding Error(string code, string path, string? value, string message, string messagePl) => new()
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = path,
        Value = value,
        Message = message,
        MessagePl = messagePl,
        Basis = "certyfikaty KSeF",
    };

    private static List<Finding> Static(X509Certificate2 certificate, out CertificateKind kind, out CertificateSerial serial, out string key)
    {
        var findings = new List<Finding>();
        kind = KindOf(certificate);
        if (kind == CertificateKind.Authentication)
            findings.Add(Error("KO4003", "certificate/keyUsage", "digitalSignature", "This is an Authentication certificate (digitalSignature): it logs in. KOD II takes one of type Offline (nonRepudiation).", "To certyfikat typu Authentication (digitalSignature): służy do logowania. KOD II wymaga certyfikatu typu Offline (nonRepudiation)."));
        else if (kind == CertificateKind.Unknown)
            findings.Add(Error("KO4004", "certificate/keyUsage", Usage(certificate), "The key usage does not say nonRepudiation: this is not a KSeF certificate of type Offline.", "Użycie klucza nie wskazuje nonRepudiation: to nie jest certyfikat KSeF typu Offline."));
        if (!IsKeyFit(certificate, out key))
            findings.Add(Error("KO4005", "certificate/key", key, $"KOD II is signed with EC P-256 or with RSA of at least 2048 bits; this key is {key}.", $"KOD II podpisuje się kluczem EC P-256 albo RSA o długości co najmniej 2048 bitów; ten klucz to {key}."));
        if (!CertificateSerial.TryFromBytes(certificate.SerialNumberBytes.Span, out serial))
            findings.Add(Error("KO4008", "certificate/serialNumber", certificate.SerialNumber, $"The serial number {certificate.SerialNumber} does not fit 16 hexadecimal digits: no KSeF certificate.", $"Numer seryjny {certificate.SerialNumber} nie mieści się w 16 cyfrach szesnastkowych: to nie jest certyfikat KSeF."));
        return findings;
    }

    private static void Warn(List<Finding> findings, Instant at, Instant notAfter, CertificateNeeds needs)
    {
        if (needs.InvoiceDeadline is { } deadline && notAfter < deadline)
            findings.Add(Warning("KO4012", notAfter, $"The certificate ends {Text(notAfter)}, before the invoice's deadline {Text(deadline)}: the printed code may stop verifying while the invoice is unsent.", $"Certyfikat wygasa {Text(notAfter)}, przed terminem przesłania faktury {Text(deadline)}: wydrukowany kod może przestać się weryfikować, zanim faktura zostanie przesłana."));
        if (needs.QueueDrained is { } drained && notAfter < drained)
            findings.Add(Warning("KO4013", notAfter, $"The certificate ends {Text(notAfter)}, before the queue is expected to be empty ({Text(drained)}).", $"Certyfikat wygasa {Text(notAfter)}, zanim kolejka zostanie opróżniona ({Text(drained)})."));
        if (notAfter - at <= needs.RenewWithin)
            findings.Add(Warning("KO4014", notAfter, $"The certificate ends {Text(notAfter)}: enrol a new one now and let the old one live until its invoices have numbers.", $"Certyfikat wygasa {Text(notAfter)}: zawnioskuj o nowy teraz, a stary pozostaw do czasu nadania numerów jego fakturom."));
    }

    private static Finding Warning(string code, Instant notAfter, string message, string messagePl) => new()
    {
        Code = code,
        Severity = FindingSeverity.Warning,
        Path = "certificate",
        Value = Text(notAfter),
        Message = message,
        MessagePl = messagePl,
        Basis = "certyfikaty KSeF",
    };

    private static CertificateKind KindOf(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
        return (usage.HasFlag(X509KeyUsageFlags.NonRepudiation), usage.HasFlag(X509KeyUsageFlags.DigitalSignature)) switch
        {
            (true, false) => CertificateKind.Offline,
            (false, true) => CertificateKind.Authentication,
            _ => CertificateKind.Unknown,
        };
    }

    private static string? Usage(X509Certificate2 certificate) => certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages.ToString();

    private static bool IsKeyFit(X509Certificate2 certificate, out string key)
    {
        switch (certificate.PublicKey.Oid.Value)
        {
            case RsaAlgorithm:
                using (var rsa = certificate.GetRSAPublicKey())
                {
                    key = string.Create(CultureInfo.InvariantCulture, $"RSA {rsa!.KeySize}");
                    return rsa.KeySize >= 2048;
                }
            case EcKeys.Algorithm:
                using (var ec = certificate.GetECDsaPublicKey())
                {
                    var fit = ec is not null && EcKeys.IsP256(ec);
                    key = fit ? "EC P-256" : "EC " + EcKeys.NameOf(ec);
                    return fit;
                }
            default:
                key = certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "?";
                return false;
        }
    }

    private static (Instant NotBefore, Instant NotAfter) Validity(X509Certificate2 certificate) =>
        (Instant.FromDateTimeUtc(certificate.NotBefore.ToUniversalTime()), Instant.FromDateTimeUtc(certificate.NotAfter.ToUniversalTime()));

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
