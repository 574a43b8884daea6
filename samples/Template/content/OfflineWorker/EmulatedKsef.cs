using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline;
using Ksef.Offline.Emulator;

namespace OfflineWorker;

/// <summary>A KSeF inside this process, and a certificate as those of type Offline look. It forgets when the process ends.</summary>
internal sealed class EmulatedKsef(KsefEmulator emulator) : IAsyncDisposable
{
    public KsefEnvironment Environment { get; } = KsefEnvironment.Custom("emulator", emulator.BaseAddress, emulator.LatarniaAddress, emulator.VerificationHost);

    public string Token => emulator.Token;

    public static async Task<EmulatedKsef> StartAsync() => new(await KsefEmulator.StartAsync());

    /// <summary>EC P-256, key usage nonRepudiation, a serial number of eight bytes. The real one comes from KSeF.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Emulated (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = 0x01;
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddDays(-1), now.AddYears(2), serial);
        return certificate.CopyWithPrivateKey(key);
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
