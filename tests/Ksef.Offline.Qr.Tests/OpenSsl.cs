using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Qr.Tests;

/// <summary>Verifies signatures with a library that is not ours.</summary>
internal static class OpenSsl
{
    /// <summary>Whether openssl takes the signature: ECDSA in DER, or RSASSA-PSS with a salt of 32 bytes.</summary>
    public static bool Verifies(X509Certificate2 certificate, string text, byte[] signature, bool rsa)
    {
        using var key = new ScratchFile(".pem", Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo())));
        using var data = new ScratchFile(".txt", Encoding.UTF8.GetBytes(text));
        using var sign = new ScratchFile(".sig", signature);
        string[] pss = rsa ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", "-sigopt", "rsa_mgf1_md:sha256"] : [];
        return OutsideTool.Run("openssl", ["dgst", "-sha256", "-verify", key.Path, .. pss, "-signature", sign.Path, data.Path]).ExitCode == 0;
    }

    /// <summary>Turns the two halves of an IEEE P1363 signature into the DER sequence that openssl reads.</summary>
    public static byte[] ToDer(ReadOnlySpan<byte> p1363)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Trim(p1363[..(p1363.Length / 2)]));
            writer.WriteIntegerUnsigned(Trim(p1363[(p1363.Length / 2)..]));
        }
        return writer.Encode();
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> half)
    {
        var trimmed = half.TrimStart((byte)0);
        return trimmed.IsEmpty ? [0] : trimmed;
    }
}
