using System.Security.Cryptography;
using System.Text;

namespace Ksef.Offline.Qr.Keys;

/// <summary>Reads a private key of any usual wrapping into an algorithm object; <see cref="CryptographicException"/> where it does not fit.</summary>
internal static class PrivateKeyReader
{
    public static void Read(AsymmetricAlgorithm key, ReadOnlySpan<byte> bytes, ReadOnlySpan<char> password)
    {
        if (bytes.IndexOf("-----BEGIN "u8) < 0)
        {
            ReadDer(key, bytes, password);
            return;
        }
        var text = Encoding.ASCII.GetString(bytes).AsSpan();
        while (PemEncoding.TryFind(text, out var fields))
        {
            var label = text[fields.Label];
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                var der = new byte[fields.DecodedDataLength];
                if (!Convert.TryFromBase64Chars(text[fields.Base64Data], der, out _)) throw new CryptographicException("The PEM body is not Base64.");
                try
                {
                    ReadLabelled(key, label, der, password);
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(der);
                }
                return;
            }
            text = text[fields.Location.End..];
        }
        throw new CryptographicException("The PEM text holds no private key.");
    }

    private static void ReadLabelled(AsymmetricAlgorithm key, ReadOnlySpan<char> label, byte[] der, ReadOnlySpan<char> password)
    {
        if (label.SequenceEqual("ENCRYPTED PRIVATE KEY")) key.ImportEncryptedPkcs8PrivateKey(password, der, out _);
        else if (label.SequenceEqual("PRIVATE KEY")) key.ImportPkcs8PrivateKey(der, out _);
        else if (label.SequenceEqual("EC PRIVATE KEY") && key is ECDsa ec) ec.ImportECPrivateKey(der, out _);
        else if (label.SequenceEqual("RSA PRIVATE KEY") && key is RSA rsa) rsa.ImportRSAPrivateKey(der, out _);
        else throw new CryptographicException($"A '{label}' does not fit.");
    }

    private static void ReadDer(AsymmetricAlgorithm key, ReadOnlySpan<byte> der, ReadOnlySpan<char> password)
    {
        // DER does not say which wrapping it is; each is tried, the last one tells why not.
        if (!password.IsEmpty)
        {
            key.ImportEncryptedPkcs8PrivateKey(password, der, out _);
            return;
        }
        try
        {
            key.ImportPkcs8PrivateKey(der, out _);
        }
        catch (CryptographicException)
        {
            if (key is ECDsa ec) ec.ImportECPrivateKey(der, out _);
            else ((RSA)key).ImportRSAPrivateKey(der, out _);
        }
    }
}
