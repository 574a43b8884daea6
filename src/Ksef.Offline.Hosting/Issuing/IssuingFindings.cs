using System.Globalization;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>What the verbs find themselves, in both languages.</summary>
internal static class IssuingFindings
{
    public static Finding Refused(InvoiceKey key, InvoicingMode mode, string reason) => Error(
        "KO7010", key, mode.ToString(), "mode policy", reason, string.Create(CultureInfo.InvariantCulture, $"Odmowa wystawienia w trybie {mode}: {reason}"));

    public static Finding Taken(EnqueueOutcome.Conflict conflict)
    {
        var isDraft = conflict.Offered == default; // a correction that waits for a number has no bytes yet, so no hash
        return Error(
            "KO7011", conflict.Key, isDraft ? conflict.Key.Number : conflict.Offered.ToBase64(), "D-1",
            $"The number is taken by other bytes: stored {conflict.Existing} ({conflict.State}), offered {(isDraft ? "a draft" : conflict.Offered)}. Use another P_2, or issue the stored document.",
            $"Numer jest zajęty przez inny plik: zapisany {conflict.Existing} ({conflict.State}), podany {(isDraft ? "szkic" : conflict.Offered)}. Należy użyć innego P_2 albo zapisanego dokumentu.");
    }

    public static Finding OfAnother(InvoiceKey key, string taxpayer) => Error(
        "KO7012", key, key.ToString(), "one queue a taxpayer",
        $"Taxpayer '{taxpayer}' has no such invoice in its queue; in this outbox it belongs to another taxpayer, or to nobody.",
        $"Podatnik '{taxpayer}' nie ma takiej faktury w swojej kolejce; w tej skrzynce należy do innego podatnika albo jej nie ma.");

    public static Finding NotACorrection(InvoiceKey key, InvoiceKey original) => Error(
        "KO7013", key, original.Number, "FA(3): DaneFaKorygowanej",
        $"The draft is no correction of {original}: a correction (KOR, KOR_ZAL, KOR_ROZ) names it once as NrFaKorygowanej '{original.Number}'.",
        $"Szkic nie koryguje {original}: faktura korygująca (KOR, KOR_ZAL, KOR_ROZ) wskazuje ją raz jako NrFaKorygowanej '{original.Number}'.");

    public static Finding CalledOutside(InvoiceKey key, OutboxEntry original, string element) => Error(
        "KO7014", key, original.Key.Number, $"FA(3): {element}",
        $"{element} says that '{original.Key.Number}' was issued outside KSeF, but it stands in this queue ({(original.Acceptance is { } taken ? taken.Number : original.State)}). Name it by its KSeF number; IssueCorrectionAsync waits for the number of an original.",
        $"{element} oznacza, że '{original.Key.Number}' wystawiono poza KSeF, a jest w tej kolejce ({(original.Acceptance is { } given ? given.Number : original.State)}). Należy podać jej numer KSeF; IssueCorrectionAsync czeka na numer faktury pierwotnej.");

    private static Finding Error(string code, InvoiceKey key, string value, string basis, string message, string messagePl) => new()
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = key.ToString(),
        Value = value,
        Message = message,
        MessagePl = messagePl,
        Basis = basis,
    };
}
