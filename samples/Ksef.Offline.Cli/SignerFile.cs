using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Cli;

/// <summary>The signer of KOD II out of a PFX, checked as of now: what stands against it is one line, what is merely to be known is said.</summary>
internal static class SignerFile
{
    public static CertificateLinkSigner Open(string pfx, string? passwordVariable)
    {
        using var certificate = CertificateFile.Open(pfx, passwordVariable);
        var findings = CertificateChecks.Examine(certificate, SystemClock.Instance.GetCurrentInstant()).Findings;
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Message).ToList();
        if (errors.Count > 0) throw new UsageException($"'{pfx}': {string.Join(" ", errors)}");
        try
        {
            var signer = CertificateLinkSigner.FromCertificate(certificate);
            foreach (var finding in findings) Say.Line($"'{pfx}': {finding}");
            return signer;
        }
        catch (SigningRefusedException e)
        {
            throw new UsageException($"'{pfx}': {string.Join(" ", e.Findings.Select(f => f.Message))}");
        }
    }
}
