using System.Security.Cryptography;

namespace Ksef.Offline.Qr.Keys;

/// <summary>What tells an EC key, and the one curve that KSeF takes.</summary>
internal static class EcKeys
{
    /// <summary>The algorithm of a public key on any curve (id-ecPublicKey).</summary>
    public const string Algorithm = "1.2.840.10045.2.1";

    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Whether a key lies on P-256; systems name the curve in different ways.</summary>
    public static bool IsP256(ECDsa key) => CurveOf(key) is { } curve && (curve.Value == P256 || curve.FriendlyName is "nistP256" or "ECDSA_P256");

    /// <summary>The name of the curve as the system tells it; a question mark where it has none.</summary>
    public static string NameOf(ECDsa? key) => key is not null && CurveOf(key) is { } curve ? curve.FriendlyName ?? curve.Value ?? "?" : "?";

    private static Oid? CurveOf(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid;
}
