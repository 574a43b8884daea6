using Ksef.Offline.Deadlines;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr;

/// <summary>The text that must stand under a code.</summary>
/// <remarks>Stateless, thread-safe. Source: API documentation, "kody QR".</remarks>
public static class CodeLabel
{
    /// <summary>Under KOD I while the invoice has no KSeF number, in every mode.</summary>
    public const string Offline = HandOver.OfflineLabel;

    /// <summary>Under KOD II.</summary>
    public const string Certificate = HandOver.CertificateLabel;

    /// <summary>The label of a link: the KSeF number or <see cref="Offline"/> under KOD I, <see cref="Certificate"/> under KOD II.</summary>
    /// <param name="link">The link.</param>
    /// <param name="ksefNumber">The KSeF number where there is one.</param>
    /// <exception cref="ArgumentException">KOD II of an invoice that has its number: a reprint carries KOD I alone.</exception>
    public static string For(VerificationLink link, KsefNumber? ksefNumber = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        var number = ksefNumber is { IsEmpty: false } n ? n.ToString() : null;
        if (link.Kind == VerificationLinkKind.Invoice) return number ?? Offline;
        return number is null ? Certificate : throw new ArgumentException($"The invoice has the KSeF number {number}: it carries KOD I alone, no KOD II.", nameof(ksefNumber));
    }
}
