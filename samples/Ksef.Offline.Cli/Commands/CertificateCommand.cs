using System.CommandLine;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>certificate ...</c>: what concerns KSeF certificates.</summary>
internal static class CertificateCommand
{
    public static Command Create() => new("certificate", "KSeF certificates: check one before it signs, get a new one, list them.")
    {
        CertificateCheckCommand.Create(),
        CertificateEnrollCommand.Create(),
        CertificateListCommand.Create(),
    };
}
