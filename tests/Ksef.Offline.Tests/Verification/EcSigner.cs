using System.Security.Cryptography;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Tests.Verification;

/// <summary>The plainest signer: a key made while the test runs; it can be told to sign wrongly.</summary>
internal sealed class EcSigner : ILinkSigner, IDisposable
{
    public static readonly CertificateSerial Documented = CertificateSerial.Parse("01F20A5D352AE590");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Func<ECDsa, byte[], byte[]> _sign;

    public EcSigner(Func<ECDsa, byte[], byte[]>? sign = null)
    {
        _sign = sign ?? ((key, text) => key.SignData(text, HashAlgorithmName.SHA256));
        Certificate = Facts(Documented);
    }

    private EcSigner(EcSigner other, CertificateSerial serial) : this()
    {
        _key.ImportParameters(other._key.ExportParameters(true));
        Certificate = Facts(serial);
    }

    public LinkCertificate Certificate { get; }

    public byte[] Sign(ReadOnlySpan<byte> text) => _sign(_key, text.ToArray());

    public EcSigner With(CertificateSerial serial) => new(this, serial);

    public IEnumerable<(string Name, Func<ECDsa, byte[], byte[]> Sign)> Wrong()
    {
        yield return ("another key", (_, text) => _key.SignData(text, HashAlgorithmName.SHA256));
        yield return ("hashed twice", (key, text) => key.SignData(SHA256.HashData(text), HashAlgorithmName.SHA256));
        yield return ("another hash", (key, text) => key.SignData(text, HashAlgorithmName.SHA384));
        yield return ("another text", (key, text) => key.SignData([.. text, (byte)'/'], HashAlgorithmName.SHA256));
        yield return ("nothing", (_, _) => []);
        yield return ("null", (_, _) => null!);
        yield return ("too long", (key, text) => [.. key.SignData(text, HashAlgorithmName.SHA256), 0]);
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private LinkCertificate Facts(CertificateSerial serial) => new(serial, Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0), _key.ExportSubjectPublicKeyInfo());
}
