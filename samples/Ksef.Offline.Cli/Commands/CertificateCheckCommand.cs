using System.CommandLine;
using Ksef.Offline.Qr;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>certificate check PFX</c>: type, validity, serial number and fitness for KOD II, as of now.</summary>
internal static class CertificateCheckCommand
{
    public static Command Create()
    {
        var pfx = new Argument<string>("PFX") { Description = "The certificate with its key." };
        var password = new Option<string?>("--password-env") { HelpName = "VAR", Description = "The environment variable that holds its password." };
        var command = new HelpfulCommand("check", "Says of which type a certificate is, how long it is valid (UTC), and whether it can sign KOD II, as of now.", "ksef-offline certificate check offline.pfx --password-env PFX_PASSWORD") { pfx, password };
        command.SetAction(parsed =>
        {
            using var certificate = CertificateFile.Open(parsed.GetValue(pfx)!, parsed.GetValue(password));
            var report = CertificateChecks.Examine(certificate, SystemClock.Instance.GetCurrentInstant());
            JsonLines.Write(new
            {
                type = report.Kind.ToString(),
                serial = report.Serial.IsEmpty ? null : report.Serial.ToString(),
                subject = report.Subject,
                key = report.Key,
                hasPrivateKey = report.HasPrivateKey,
                notBefore = InstantPattern.General.Format(report.NotBefore),
                notAfter = InstantPattern.General.Format(report.NotAfter),
                canSign = report.CanSign,
                findings = report.Findings.Select(FindingLine.Of),
            });
            return report.CanSign ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }
}
