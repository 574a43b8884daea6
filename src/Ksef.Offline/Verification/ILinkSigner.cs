namespace Ksef.Offline.Verification;

/// <summary>Signs the text of KOD II. The port keeps keys out of the kernel: <c>Ksef.Offline.Qr</c> implements it for certificates, an application for its HSM, card or vault.</summary>
/// <remarks>Implementations are thread-safe. What they return is verified by <see cref="VerificationLinks"/> before anybody sees it.</remarks>
public interface ILinkSigner
{
    /// <summary>The certificate of type Offline whose key signs.</summary>
    LinkCertificate Certificate { get; }

    /// <summary>Signs a text: ECDSA P-256 with SHA-256 (IEEE P1363, 64 bytes; or ASN.1 DER), or RSASSA-PSS with SHA-256, MGF1-SHA-256 and a salt of 32 bytes.</summary>
    /// <param name="text">The text in UTF-8, not yet hashed.</param>
    /// <returns>The signature.</returns>
    byte[] Sign(ReadOnlySpan<byte> text);
}
