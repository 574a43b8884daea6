using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Verification;

/// <summary>The page behind KOD II: <c>/certificate/{type}/{context}/{seller}/{serial}/{hash}/{signature}</c>. Everything is judged as of now.</summary>
/// <remarks>Accepts ECDSA P-256 as P1363 or DER and RSA-PSS with salt 32, over the link without scheme and signature; the host is the one the page was opened under.</remarks>
internal static class CertificatePage
{
    public static Answer Show(EmulatorState state, string host, string path, DateTimeOffset now)
    {
        if (path.Split('/') is not ["", "certificate", var type, var context, var seller, { Length: 16 } serial, { Length: 43 } hashText, var signatureText]
            || !ContextRules.IsValid(type, context) || !ContextRules.IsNip(seller) || !serial.All(char.IsAsciiHexDigitUpper) || !InvoiceHash.TryParse(hashText, out _) || !TryDecode(signatureText, out var signature))
            return VerificationPages.Page(400, "Niepoprawny link", "invalid-link", "Link ma inną budowę niż KOD II.");
        lock (state.Gate)
        {
            if (!state.Store.Certificates.TryGetValue(serial, out var certificate)) return Refused("unknown-certificate", $"Nie ma certyfikatu {serial}.");
            if (!certificate.Offline) return Refused("wrong-certificate-type", "Certyfikat nie jest typu Offline.");
            var status = certificate.StatusAt(now);
            if (status != "Active" || now < certificate.ValidFrom) return Refused("invalid-certificate", $"Stan certyfikatu: {(status == "Active" ? "jeszcze nieważny" : status)}.");
            var signed = Encoding.UTF8.GetBytes($"{host}{path[..path.LastIndexOf('/')]}");
            if (!IsSigned(certificate, signed, signature)) return Refused("wrong-signature", "Podpis wystawcy jest nieprawidłowy.");
            if (!MayIssue(state, certificate, type, context, seller)) return Refused("no-right", "Posiadacz certyfikatu nie ma prawa wystawiać faktur tego sprzedawcy w tym kontekście.");
            return VerificationPages.Page(200, "Certyfikat i podpis są prawidłowe", "valid", certificate.Serial);
        }
    }

    private static Answer Refused(string result, string text) => VerificationPages.Page(200, "Weryfikacja negatywna", result, text);

    private static bool MayIssue(EmulatorState state, IssuedCertificate certificate, string type, string context, string seller)
    {
        if (!state.Grants.Of(type, context, certificate.SubjectType, certificate.SubjectValue).Contains(Rights.InvoiceWrite)) return false;
        var nip = context.Length >= 10 ? context[..10] : context;
        return nip == seller || state.Grants.Authorizes(seller, nip, "SelfInvoicing") || state.Grants.Authorizes(seller, nip, "TaxRepresentative");
    }

    private static bool IsSigned(IssuedCertificate certificate, byte[] text, byte[] signature)
    {
        using var x509 = X509CertificateLoader.LoadCertificate(certificate.Der);
        using var ec = x509.GetECDsaPublicKey();
        if (ec is not null)
            return (signature.Length == 64 && ec.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
                || (signature.Length != 64 && signature is [0x30, ..] && ec.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        using var rsa = x509.GetRSAPublicKey();
        return rsa is not null && signature.Length == rsa.KeySize / 8 && rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length == 0 || !Base64Url.IsValid(text) || text.Contains('=', StringComparison.Ordinal)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
