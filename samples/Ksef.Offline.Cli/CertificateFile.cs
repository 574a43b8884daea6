using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Cli;

/// <summary>Opens a PFX whose password stands in an environment variable: never on the command line, where every process could read it.</summary>
internal static class CertificateFile
{
    public static X509Certificate2 Open(string path, string? passwordVariable)
    {
        var password = passwordVariable is null ? "" : Environment.GetEnvironmentVariable(passwordVariable) ?? throw new UsageException($"The environment variable '{passwordVariable}' is not set.");
        try
        {
            return OfflineCertificates.FromPfx(InputFile.Read(path), password);
        }
        catch (SigningRefusedException e)
        {
            throw new UsageException($"'{path}': {e.Findings[0].Message}");
        }
    }
}
