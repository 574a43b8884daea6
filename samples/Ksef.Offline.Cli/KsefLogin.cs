using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Cli;

/// <summary>The options by which a command finds KSeF and logs in to it: address, NIP, and a token or a certificate, both through environment variables.</summary>
internal sealed class KsefLogin
{
    private readonly Option<string> _ksef = new("--ksef") { HelpName = "URL", Description = "Address of the API with its version, or test, demo, prod.", Required = true };
    private readonly Option<string> _nip = new("--nip") { HelpName = "NIP", Description = "The taxpayer's NIP: the context of the login.", Required = true };
    private readonly Option<string?> _token = new("--token-env") { HelpName = "VAR", Description = "Environment variable that holds a KSeF token." };
    private readonly Option<string?> _certificate = new("--cert") { HelpName = "PFX", Description = "PFX with the certificate to log in with." };
    private readonly Option<string?> _password = new("--password-env") { HelpName = "VAR", Description = "Environment variable that holds the password of the PFX." };
    private readonly Option<string?> _latarnia = new("--latarnia") { HelpName = "URL", Description = "Address of the beacon; without it that of the environment." };

    public void AddTo(Command command)
    {
        _ksef.CompletionSources.Add("test", "demo", "prod");
        foreach (var option in new Option[] { _ksef, _nip, _token, _certificate, _password, _latarnia }) command.Options.Add(option);
    }

    public KsefEnvironment Environment(ParseResult parsed)
    {
        var text = parsed.GetValue(_ksef)!;
        var known = text switch { "test" => KsefEnvironment.Test, "demo" => KsefEnvironment.Demo, "prod" => KsefEnvironment.Production, _ => null };
        var beacon = parsed.GetValue(_latarnia) is { } l ? Address("--latarnia", l) : known?.LatarniaBaseAddress;
        if (known is not null) return KsefEnvironment.Custom(known.Name, known.ApiBaseAddress, beacon, known.VerificationHost, known.IsProduction);
        var address = Address("--ksef", text);
        return KsefEnvironment.Custom("custom", address, beacon, address.Authority);
    }

    public TaxpayerContext Taxpayer(ParseResult parsed) => Nip.TryParse(parsed.GetValue(_nip), out var nip)
        ? new TaxpayerContext(nip.ToString(), VerificationContext.ForNip(nip))
        : throw new UsageException($"--nip '{parsed.GetValue(_nip)}' is not a NIP of ten digits.");

    /// <summary>What to log in with; the caller disposes it.</summary>
    public (KsefCredential Credential, IDisposable Owned) Credential(ParseResult parsed)
    {
        var (token, path) = (parsed.GetValue(_token), parsed.GetValue(_certificate));
        CertificateFile.CheckPair(path, parsed.GetValue(_password));
        if (token is null == path is null) throw new UsageException("Log in either with --token-env or with --cert.");
        if (token is not null)
        {
            var value = System.Environment.GetEnvironmentVariable(token);
            if (string.IsNullOrWhiteSpace(value)) throw new UsageException($"The environment variable '{token}' is not set.");
            var credential = new KsefTokenCredential(value);
            return (credential, credential);
        }
        X509Certificate2 certificate = CertificateFile.Open(path!, parsed.GetValue(_password));
        try
        {
            return (new XadesCredential(certificate), certificate);
        }
        catch (ArgumentException e)
        {
            certificate.Dispose();
            throw new UsageException($"'{path}': {e.Message}");
        }
    }

    private static Uri Address(string option, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
        ? uri
        : throw new UsageException($"{option} '{text}' is not an http or https address.");
}
