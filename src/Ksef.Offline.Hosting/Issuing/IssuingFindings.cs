using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>What the verbs find themselves, in both languages.</summary>
internal static class IssuingFindings
{
    public static Finding Refused(ModeProposal proposal, string reason)
    {
        // What the law closes it says in Polish too; a policy of the application's own has one text.
        var option = proposal.Advice[proposal.Mode];
        return Error(
            "KO7010", proposal.Invoice, proposal.Mode.ToString(), "mode policy", reason,
            $"Odmowa wystawienia ({proposal.Mode.ToPolishText()}): {(option.IsAllowed ? reason : option.ReasonPl)}");
    }

    /// <summary>Offline, and nothing to sign KOD II with.</summary>
    public static Finding WithoutCodeII(InvoiceKey key) => Make(
        "KO7015", FindingSeverity.Warning, key, null, "KOD II",
        "Issued offline without KOD II, because no certificate of type Offline is set: the buyer must not be given it, nor a potwierdzenie transakcji, before it has its KSeF number.",
        "Wystawiono offline bez kodu KOD II, bo nie ustawiono certyfikatu typu Offline: przed nadaniem numeru KSeF nie można wydać nabywcy tej faktury ani potwierdzenia transakcji.");

    /// <summary>The seller is not the one in whose context the queue logs in.</summary>
    public static Finding AnotherSeller(InvoiceKey key, string context) => Make(
        "KO7016", FindingSeverity.Warning, key, key.SellerNip.ToString(), "one queue a taxpayer",
        $"The seller is {key.SellerNip}, but this queue logs in for {context}: KSeF takes it only where {context} may issue for the seller. Is it the queue of another taxpayer?",
        $"Sprzedawcą jest {key.SellerNip}, a kolejka loguje się w kontekście {context}: KSeF przyjmie plik tylko wtedy, gdy {context} może wystawiać za sprzedawcę. Czy to nie kolejka innego podatnika?");

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

    public static Finding NotNamed(InvoiceKey key, InvoiceKey named) => Error(
        "KO7013", key, named.Number, "FA(3): DaneFaKorygowanej, FakturaZaliczkowa",
        $"The draft does not name {named} once: a correction (KOR, KOR_ZAL, KOR_ROZ) names it as NrFaKorygowanej '{named.Number}', a settlement names an advance (ZAL) as NrFaZaliczkowej.",
        $"Szkic nie wskazuje {named} dokładnie raz: faktura korygująca (KOR, KOR_ZAL, KOR_ROZ) wskazuje ją jako NrFaKorygowanej '{named.Number}', rozliczeniowa fakturę zaliczkową (ZAL) jako NrFaZaliczkowej.");

    public static Finding CalledOutside(InvoiceKey key, OutboxEntry original, string element) => Error(
        "KO7014", key, original.Key.Number, $"FA(3): {element}",
        $"{element} says that '{original.Key.Number}' was issued outside KSeF, but it stands in this queue ({(original.Acceptance is { } taken ? taken.Number : original.State)}). Name it by its KSeF number; IssueCorrectionAsync and IssueSettlementAsync wait for the numbers of originals and advances.",
        $"{element} oznacza, że '{original.Key.Number}' wystawiono poza KSeF, a jest w tej kolejce ({(original.Acceptance is { } given ? given.Number : original.State)}). Należy podać jej numer KSeF; IssueCorrectionAsync i IssueSettlementAsync czekają na numery faktur pierwotnych i zaliczkowych.");

    private static Finding Error(string code, InvoiceKey key, string value, string basis, string message, string messagePl) => Make(code, FindingSeverity.Error, key, value, basis, message, messagePl);

    private static Finding Make(string code, FindingSeverity severity, InvoiceKey key, string? value, string basis, string message, string messagePl) => new()
    {
        Code = code,
        Severity = severity,
        Path = key.ToString(),
        Value = value,
        Message = message,
        MessagePl = messagePl,
        Basis = basis,
    };
}
