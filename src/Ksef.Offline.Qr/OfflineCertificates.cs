using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Qr.Keys;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr;

/// <summary>Gets a certificate together with its private key out of bytes or out of the operating system's store. Reads no files: the caller does.</summary>
/// <remarks>Stateless, thread-safe. Keys stay in memory where the system allows it (not on macOS). No password is ever written into a message. The caller disposes the certificate.</remarks>
public static class OfflineCertificates
{
    /// <summary>Opens a PFX (PKCS#12).</summary>
    /// <param name="pfx">The bytes of the file.</param>
    /// <param name="password">Its password; empty where it has none.</param>
    /// <exception cref="SigningRefusedException">The password does not open it, or it is no PFX (<c>KO4011</c>).</exception>
    public static X509Certificate2 FromPfx(ReadOnlySpan<byte> pfx, ReadOnlySpan<char> password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12(pfx, password, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException e)
        {
            throw Unreadable("pfx", "the PFX does not open: the password is wrong, or the file is damaged or no PFX", "plik PFX nie daje się otworzyć: hasło jest błędne albo plik jest uszkodzony lub nie jest plikiem PFX", e);
        }
    }

    /// <summary>Joins a certificate and its key, each PEM or DER: what the Ministry's application gives (<c>.crt</c> and encrypted <c>.key</c>) and what openssl writes.</summary>
    /// <param name="certificate">The certificate (X.509).</param>
    /// <param name="privateKey">The key: PKCS#8, encrypted PKCS#8, SEC1 (<c>EC PRIVATE KEY</c>) or PKCS#1 (<c>RSA PRIVATE KEY</c>).</param>
    /// <param name="password">The password of an encrypted key; empty otherwise.</param>
    /// <exception cref="SigningRefusedException">One of the two is unreadable or the password wrong (<c>KO4011</c>), or they do not belong together (<c>KO4010</c>).</exception>
    public static X509Certificate2 FromKeyPair(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> privateKey, ReadOnlySpan<char> password)
    {
        using var bare = ReadCertificate(certificate);
        using AsymmetricAlgorithm key = bare.PublicKey.Oid.Value == EcKeys.Algorithm ? ECDsa.Create() : RSA.Create();
        try
        {
            PrivateKeyReader.Read(key, privateKey, password);
        }
        catch (CryptographicException e)
        {
            throw Unreadable("key", $"the private key cannot be read as {(key is RSA ? "RSA" : "EC")}, which the certificate asks for: the password is wrong, the file is damaged, or it is a key of another kind", $"klucza prywatnego nie można odczytać jako {(key is RSA ? "RSA" : "EC")}, którego wymaga certyfikat: hasło jest błędne, plik jest uszkodzony albo klucz jest innego rodzaju", e);
        }
        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(bare.PublicKey.ExportSubjectPublicKeyInfo())) throw new SigningRefusedException(CertificateChecks.KeyMismatch(bare));
        return key is ECDsa ec ? bare.CopyWithPrivateKey(ec) : bare.CopyWithPrivateKey((RSA)key);
    }

    /// <summary>Finds a certificate in the store of the operating system, on Windows with keys that never leave their provider.</summary>
    /// <param name="thumbprint">The SHA-1 thumbprint as the system shows it; blanks and case do not matter.</param>
    /// <param name="location">The user's store or the machine's.</param>
    /// <param name="store">The name of the store; usually <see cref="StoreName.My"/>.</param>
    /// <exception cref="SigningRefusedException">There is no such certificate, or the store cannot be opened (<c>KO4011</c>).</exception>
    public static X509Certificate2 FromStore(string thumbprint, StoreLocation location = StoreLocation.CurrentUser, StoreName store = StoreName.My)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(thumbprint);
        var wanted = string.Concat(thumbprint.Where(char.IsAsciiHexDigit));
        try
        {
            using var opened = new X509Store(store, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return opened.Certificates.Find(X509FindType.FindByThumbprint, wanted, validOnly: false).FirstOrDefault()
                ?? throw Unreadable("thumbprint", $"store {location}/{store} holds no certificate with thumbprint {wanted}", $"magazyn {location}/{store} nie zawiera certyfikatu o odcisku {wanted}", null);
        }
        catch (CryptographicException e)
        {
            throw Unreadable("store", $"store {location}/{store} cannot be opened", $"nie można otworzyć magazynu {location}/{store}", e);
        }
    }

    private static X509Certificate2 ReadCertificate(ReadOnlySpan<byte> certificate)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(certificate);
        }
        catch (CryptographicException e)
        {
            throw Unreadable("certificate", "the certificate is neither PEM nor DER of an X.509 certificate", "certyfikat nie jest certyfikatem X.509 w postaci PEM ani DER", e);
        }
    }

    private static SigningRefusedException Unreadable(string path, string message, string messagePl, Exception? inner) => new(
        [CertificateChecks.Error("KO4011", path, null, char.ToUpperInvariant(message[0]) + message[1..] + ".", char.ToUpperInvariant(messagePl[0]) + messagePl[1..] + ".")], inner);
}
