using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Verification;

/// <summary>A link that a printed code carries: KOD I or KOD II, whole and in its parts.</summary>
/// <remarks>Made by <see cref="VerificationLinks"/>, or read back from a scan by <see cref="TryParse"/>. Equal when the addresses are equal, ordinally. Immutable, thread-safe. Source: API documentation, "kody QR".</remarks>
public sealed class VerificationLink : IEquatable<VerificationLink>
{
    private static readonly LocalDatePattern PathDate = LocalDatePattern.CreateWithInvariantCulture("dd-MM-uuuu");

    private VerificationLink(VerificationLinkKind kind, string url, string host, Nip sellerNip, InvoiceHash hash)
    {
        Kind = kind;
        Url = url;
        Host = host;
        SellerNip = sellerNip;
        Hash = hash;
    }

    /// <summary>Which of the two codes it is.</summary>
    public VerificationLinkKind Kind { get; }

    /// <summary>The whole address: the exact text of the code.</summary>
    public string Url { get; }

    /// <summary>The host, with its port where it has one.</summary>
    public string Host { get; }

    /// <summary>The seller's NIP (FA(3): <c>Podmiot1/DaneIdentyfikacyjne/NIP</c>).</summary>
    public Nip SellerNip { get; }

    /// <summary>SHA-256 of the issued file.</summary>
    public InvoiceHash Hash { get; }

    /// <summary>The date of issue (FA(3): <c>P_1</c>); KOD I only, else null.</summary>
    public LocalDate? IssueDate { get; private init; }

    /// <summary>The context of login; KOD II only, else <c>default</c>.</summary>
    public VerificationContext Context { get; private init; }

    /// <summary>The serial number of the issuer's certificate; KOD II only, else <c>default</c>.</summary>
    public CertificateSerial Certificate { get; private init; }

    /// <summary>The signature; KOD II only, else empty.</summary>
    public ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>The text that is signed, UTF-8: the address without <c>https://</c>, without the signature and the slash before it; KOD II only, else null.</summary>
    public string? SignedText => Kind == VerificationLinkKind.Certificate ? Url["https://".Length..Url.LastIndexOf('/')] : null;

    internal static VerificationLink ForInvoice(string host, Nip seller, LocalDate issueDate, InvoiceHash hash) =>
        new(VerificationLinkKind.Invoice, $"https://{host}/invoice/{seller}/{PathDate.Format(issueDate)}/{hash.ToBase64Url()}", host, seller, hash) { IssueDate = issueDate };

    internal static string TextToSign(string host, Nip seller, InvoiceHash hash, VerificationContext context, CertificateSerial certificate) =>
        $"{host}/certificate/{context.Type}/{context.Value}/{seller}/{certificate}/{hash.ToBase64Url()}";

    internal static VerificationLink ForCertificate(string text, string host, Nip seller, InvoiceHash hash, VerificationContext context, CertificateSerial certificate, byte[] signature) =>
        new(VerificationLinkKind.Certificate, $"https://{text}/{Base64Url.EncodeToString(signature)}", host, seller, hash) { Context = context, Certificate = certificate, Signature = signature };

    /// <summary>Reads an address, for example from a scanned code; false with one finding where it is not KOD I or KOD II. The signature is not verified: see <see cref="LinkCertificate.Verifies(VerificationLink)"/>.</summary>
    /// <param name="url">The address.</param>
    /// <param name="link">The link, or null.</param>
    /// <param name="finding">Why not (<c>KO4001</c>); null on success.</param>
    public static bool TryParse(string? url, [NotNullWhen(true)] out VerificationLink? link, [NotNullWhen(false)] out Finding? finding)
    {
        link = Read(url ?? "");
        finding = link is not null ? null : new Finding
        {
            Code = "KO4001",
            Severity = FindingSeverity.Error,
            Path = "url",
            Value = url,
            Basis = "kody QR",
            Message = $"'{url}' is neither KOD I (https://host/invoice/NIP/DD-MM-YYYY/hash) nor KOD II (https://host/certificate/type/context/NIP/serial/hash/signature).",
            MessagePl = $"„{url}” nie jest ani KODEM I (https://host/invoice/NIP/DD-MM-RRRR/skrót), ani KODEM II (https://host/certificate/typ/kontekst/NIP/numer/skrót/podpis).",
        };
        return link is not null;
    }

    private static VerificationLink? Read(string url)
    {
        var parts = url.Split('/');
        if (parts.Length < 7 || parts[0] != "https:" || parts[1].Length > 0 || parts[2].Length == 0) return null;
        var link = (parts[3], parts.Length) switch
        {
            ("invoice", 7) when Nip.TryParse(parts[4], out var nip) && PathDate.Parse(parts[5]) is { Success: true } date && Hashed(parts[6], out var hash) =>
                ForInvoice(parts[2], nip, date.Value, hash),
            ("certificate", 10) when ReadContext(parts[4], parts[5], out var context) && Nip.TryParse(parts[6], out var nip) && CertificateSerial.TryParse(parts[7], out var serial)
                && Hashed(parts[8], out var hash) && Decoded(parts[9], out var signature) =>
                ForCertificate(TextToSign(parts[2], nip, hash, context, serial), parts[2], nip, hash, context, serial, signature),
            _ => null,
        };
        // A code is canonical or it is not ours: another spelling of the same bytes (padding, spare bits) would be another text.
        return link is not null && string.Equals(link.Url, url, StringComparison.Ordinal) && (link.IssueDate is not null || link.Signature.Length > 0) ? link : null;
    }

    private static bool Hashed(string text, out InvoiceHash hash)
    {
        hash = default;
        return text.Length == 43 && InvoiceHash.TryParse(text, out hash);
    }

    private static bool Decoded(string text, out byte[] signature)
    {
        signature = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var good = Base64Url.DecodeFromChars(text, signature, out _, out var length) == OperationStatus.Done;
        signature = signature[..length];
        return good;
    }

    private static bool ReadContext(string type, string value, out VerificationContext context)
    {
        foreach (var t in Enum.GetValues<VerificationContextType>())
            if (string.Equals(type, t.ToString(), StringComparison.Ordinal)) return VerificationContext.TryCreate(t, value, out context);
        context = default;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(VerificationLink? other) => other is not null && string.Equals(Url, other.Url, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerificationLink);

    /// <inheritdoc/>
    public override int GetHashCode() => Url.GetHashCode(StringComparison.Ordinal);

    /// <summary>The whole address, as <see cref="Url"/>.</summary>
    public override string ToString() => Url;
}
