using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline;
using Ksef.Offline.Emulator;

namespace Rehearsals;

/// <summary>
/// What a sample needs to run anywhere: a KSeF (an emulator inside this process, or the one at KSEF_OFFLINE_URL with the token in KSEF_OFFLINE_TOKEN) and a certificate of type Offline.
/// In production all three come from configuration: KsefEnvironment.Production, a token or certificate of login, and the certificate that KSeF issued.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private Rehearsal(KsefEnvironment environment, string token, KsefEmulator? emulator) => (Environment, Token, Emulator) = (environment, token, emulator);

    public KsefEnvironment Environment { get; }

    public string Token { get; }

    /// <summary>The emulator inside this process; null where another one is used.</summary>
    public KsefEmulator? Emulator { get; }

    public static async Task<Rehearsal> StartAsync()
    {
        if (System.Environment.GetEnvironmentVariable("KSEF_OFFLINE_URL") is { Length: > 0 } url)
        {
            var address = new Uri(url);
            var token = System.Environment.GetEnvironmentVariable("KSEF_OFFLINE_TOKEN") ?? throw new InvalidOperationException($"KSEF_OFFLINE_URL is '{url}'; KSEF_OFFLINE_TOKEN must then hold the token to log in with.");
            return new Rehearsal(KsefEnvironment.Custom("emulator", new Uri(address, "v2/"), address, address.Authority), token, null);
        }
        var emulator = await KsefEmulator.StartAsync();
        return new Rehearsal(KsefEnvironment.Custom("emulator", emulator.BaseAddress, emulator.LatarniaAddress, emulator.VerificationHost), emulator.Token, emulator);
    }

    /// <summary>A certificate like those of type Offline: EC P-256, key usage nonRepudiation, a serial number of eight bytes.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sklep (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = 0x01; // the first byte of a KSeF serial; also keeps the number positive
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddDays(-1), now.AddYears(2), serial);
        return certificate.CopyWithPrivateKey(key);
    }

    public async ValueTask DisposeAsync()
    {
        if (Emulator is not null) await Emulator.DisposeAsync();
    }
}
