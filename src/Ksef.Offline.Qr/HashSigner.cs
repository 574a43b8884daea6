namespace Ksef.Offline.Qr;

/// <summary>Signs a SHA-256 hash with a key that cannot leave its place: HSM, smart card, vault.</summary>
/// <remarks>An EC key gives IEEE P1363 (64 bytes) or ASN.1 DER. Called from several threads, one call at a time per signer.</remarks>
/// <param name="hash">The 32 bytes of the hash; not to be hashed again.</param>
/// <returns>The signature.</returns>
public delegate byte[] HashSigner(ReadOnlySpan<byte> hash);
