using System.Security.Cryptography;

namespace Ksef.Offline.Http.Interactive;

/// <summary>The AES-256 key and the initialization vector of one session, made at random. They never leave the process unencrypted.</summary>
internal sealed class SessionKeys : IDisposable
{
    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public byte[] InitializationVector { get; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>AES-256-CBC with PKCS#7. The vector does not stand before the cipher text: KSeF gets it when the session is opened.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return aes.EncryptCbc(plain, InitializationVector);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Key);
}
