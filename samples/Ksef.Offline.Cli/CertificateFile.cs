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
        var bytes = InputFile.Read(path);
        if (bytes.Length == 0) throw new UsageException($"'{path}' is empty: no PFX.");
        try
        {
            return OfflineCertificates.FromPfx(bytes, password);
        }
        catch (SigningRefusedException e)
        {
            throw new UsageException($"'{path}': {e.Findings[0].Message}");
        }
    }

    /// <summary>A password without a certificate is a slip of the hand, and what would follow is not what was meant.</summary>
    public static void CheckPair(string? path, string? passwordVariable)
    {
        if (path is null && passwordVariable is not null) throw new UsageException($"--password-env '{passwordVariable}' has no effect without --cert.");
    }
}
