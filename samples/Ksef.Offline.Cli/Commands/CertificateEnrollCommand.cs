using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Http.Certificates;
using Ksef.Offline.Qr;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>certificate enroll</c>: a new key, a request with the subject that KSeF dictates, the certificate; both in one PFX. Log in by a signature: a token is not enough.</summary>
internal static class CertificateEnrollCommand
{
    public static Command Create()
    {
        var login = new KsefLogin();
        var name = new Option<string>("--name") { HelpName = "NAME", Description = "A name for the list in KSeF, 5 to 100 letters, digits, blanks, - and _.", Required = true };
        var type = new Option<string>("--type") { HelpName = "offline|authentication", Description = "offline (for KOD II) or authentication (to log in).", DefaultValueFactory = _ => "offline" };
        type.AcceptOnlyFromAmong("offline", "authentication");
        var output = new Option<string>("--out") { HelpName = "PFX", Description = "The PFX to write; it must not exist yet. Until KSeF has answered, the key lies beside it, encrypted, in FILE.key.", Required = true };
        var password = new Option<string>("--out-password-env") { HelpName = "VAR", Description = "Environment variable with the password for the new PFX.", Required = true };
        var command = new HelpfulCommand(
            "enroll",
            "Gets a new certificate from KSeF and writes it with its key into a PFX.",
            "ksef-offline certificate enroll --ksef test --nip 5261040828 --cert seal.pfx --password-env SEAL_PASSWORD --name \"Sklep offline\" --out offline.pfx --out-password-env PFX_PASSWORD") { name, type, output, password };
        login.AddTo(command);
        command.SetAction((parsed, cancellationToken) => KsefCall.RunAsync(login, parsed, async certificates =>
        {
            var file = parsed.GetValue(output)!;
            if (File.Exists(file)) throw new UsageException($"--out '{file}' is there already: a key is never overwritten.");
            var secret = Environment.GetEnvironmentVariable(parsed.GetValue(password)!);
            if (string.IsNullOrEmpty(secret)) throw new UsageException($"The environment variable '{parsed.GetValue(password)}' is not set.");
            using var key = CertificateSigningRequests.NewKey();
            // The key is on the disk before KSeF is asked: a certificate whose key is lost would still use up one of the few that a taxpayer may have.
            var keyFile = file + ".key";
            WriteNew(keyFile, key.ExportEncryptedPkcs8PrivateKey(secret, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000)));
            var kind = parsed.GetValue(type) == "offline" ? KsefCertificateKind.Offline : KsefCertificateKind.Authentication;
            using var certificate = await EnrollAsync(certificates, parsed.GetValue(name)!, kind, key, cancellationToken);
            using var whole = certificate.CopyWithPrivateKey(key);
            WriteNew(file, whole.Export(X509ContentType.Pfx, secret));
            File.Delete(keyFile);
            JsonLines.Write(new { file, serial = certificate.SerialNumber, type = kind.ToString(), validTo = InstantPattern.General.Format(NodaTime.Instant.FromDateTimeOffset(certificate.NotAfter)) });
            return ExitCode.Good;
        }, cancellationToken));
        return command;
    }

    private static async Task<X509Certificate2> EnrollAsync(KsefCertificates certificates, string name, KsefCertificateKind kind, ECDsa key, CancellationToken cancellationToken)
    {
        var subject = await certificates.GetEnrollmentSubjectAsync(cancellationToken);
        var reference = await certificates.EnrollAsync(name, kind, CertificateSigningRequests.Create(subject, key), null, cancellationToken);
        Say.Line($"asked for, reference {reference}; waiting for the certificate");
        EnrollmentStatus status;
        while ((status = await certificates.GetEnrollmentStatusAsync(reference, cancellationToken)).IsPending) await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        if (status.SerialNumber is not { } serial) throw new UsageException($"KSeF gave no certificate: {status.Code} {status.Description}");
        return (await certificates.RetrieveAsync([serial], cancellationToken))[0];
    }

    private static void WriteNew(string file, byte[] bytes)
    {
        try
        {
            using var stream = new FileStream(file, OperatingSystem.IsWindows()
                ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
                : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            stream.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--out '{file}' cannot be written: {e.Message}");
        }
    }
}
