using System.CommandLine;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>certificate ...</c>: what concerns KSeF certificates.</summary>
internal static class CertificateCommand
{
    public static Command Create() => new HelpfulCommand("certificate", "KSeF certificates: check one before it signs, get a new one, list them.", "ksef-offline certificate check offline.pfx --password-env PFX_PASSWORD")
    {
        CertificateCheckCommand.Create(),
        CertificateEnrollCommand.Create(),
        CertificateListCommand.Create(),
    };
}
