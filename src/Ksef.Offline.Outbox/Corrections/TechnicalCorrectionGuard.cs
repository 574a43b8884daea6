using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Outbox.Entries;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Keeps a technical correction (<i>korekta techniczna</i>) from changing the content: it mends a file, not an invoice. Pure.</summary>
internal static class TechnicalCorrectionGuard
{
    /// <summary>What speaks against a mended file. Errors KO5040 (key or date differ) and KO5041 (content differs); a warning KO5042 where the refused file cannot be read to compare.</summary>
    /// <param name="refused">The entry with the refused file.</param>
    /// <param name="corrected">The mended file.</param>
    public static IReadOnlyList<Finding> Check(OutboxEntry refused, IssuedInvoice corrected)
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(corrected);
        if (corrected.Key != refused.Key || corrected.IssueDate != refused.IssueDate)
        {
            return [OutboxFindings.Correction(
                "KO5040", refused, $"{corrected.Key} {corrected.IssueDate:uuuu-MM-dd}", FindingSeverity.Error,
                $"A technical correction keeps seller, kind, number and date of issue: {refused.Key} {refused.IssueDate:uuuu-MM-dd}.",
                $"Korekta techniczna zachowuje sprzedawcę, rodzaj, numer i datę wystawienia: {refused.Key} {refused.IssueDate:uuuu-MM-dd}.")];
        }
        if (!InvoiceReader.TryRead(corrected.Bytes.Span, out var mended, out var findings))
        {
            return [OutboxFindings.Correction(
                "KO5041", refused, findings[0].Path, FindingSeverity.Error,
                $"The mended file cannot be read: {findings[0].Message}", $"Poprawionego pliku nie można odczytać: {findings[0].MessagePl}")];
        }
        if (!InvoiceReader.TryRead(refused.Bytes.Span, out var before, out _))
        {
            return [OutboxFindings.Correction(
                "KO5042", refused, null, FindingSeverity.Warning,
                "The refused file cannot be read, so its content cannot be compared: the actor vouches that it is the same.",
                "Odrzuconego pliku nie można odczytać, więc treści nie da się porównać: osoba podająca odpowiada za to, że jest taka sama.")];
        }
        var changed = Changed(before, mended);
        return changed is null ? [] : [OutboxFindings.Correction(
            "KO5041", refused, changed, FindingSeverity.Error,
            $"{changed} differs from the refused file: a technical correction does not change the content. Issue a correcting invoice instead.",
            $"{changed} różni się od odrzuconego pliku: korekta techniczna nie zmienia treści. Należy wystawić fakturę korygującą.")];
    }

    private static string? Changed(Invoices.Model.Invoice before, Invoices.Model.Invoice after) =>
        before.Seller != after.Seller ? "/Faktura/Podmiot1"
        : before.Buyer != after.Buyer ? "/Faktura/Podmiot2"
        : before.ThirdParties != after.ThirdParties ? "/Faktura/Podmiot3"
        : before.AuthorizedEntity != after.AuthorizedEntity ? "/Faktura/PodmiotUpowazniony"
        : before.Body != after.Body ? "/Faktura/Fa"
        : before.Footer != after.Footer ? "/Faktura/Stopka"
        : before.Attachment != after.Attachment ? "/Faktura/Zalacznik"
        : null;
}
