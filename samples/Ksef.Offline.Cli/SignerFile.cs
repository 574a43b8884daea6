using Ksef.Offline.Qr;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Cli;

/// <summary>The signer of KOD II out of a PFX.</summary>
internal static class SignerFile
{
    public static CertificateLinkSigner Open(string pfx, string? passwordVariable)
    {
        using var certificate = CertificateFile.Open(pfx, passwordVariable);
        try
        {
            return CertificateLinkSigner.FromCertificate(certificate);
        }
        catch (SigningRefusedException e)
        {
            throw Refused(pfx, e);
        }
    }

    /// <summary>Why the certificate cannot sign, in one line.</summary>
    public static UsageException Refused(string pfx, SigningRefusedException e) => new($"'{pfx}': {string.Join(" ", e.Findings.Select(f => f.Message))}");
}
