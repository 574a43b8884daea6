using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox;

/// <summary>The findings of this package (KO5xxx) that speak of entries and events, in both languages.</summary>
internal static class OutboxFindings
{
    /// <summary>What the table alone cannot see: the finding that refuses an event for an entry, or null.</summary>
    public static Finding? Guard(OutboxEntry entry, OutboxEvent happened) => happened switch
    {
        OutboxEvent.Answered { Outcome: GatewayOutcome.Accepted accepted } when entry.Acceptance is { } known && known.Number != accepted.Number => Error(
            "KO5003", entry, accepted.Number.ToString(), "one invoice has one KSeF number",
            $"It already has the KSeF number {known.Number}; a second one, {accepted.Number}, is not recorded.",
            $"Faktura ma już numer KSeF {known.Number}; drugi, {accepted.Number}, nie zostanie zapisany."),
        OutboxEvent.ModeDecided { Decision.Mode: InvoicingMode.Online } when entry.IsOffline => Error(
            "KO5004", entry, nameof(InvoicingMode.Online), "art. 106nda(16) of the VAT Act",
            $"It was issued {entry.Mode.Mode}; an offline invoice never becomes an online one.",
            $"Fakturę wystawiono w trybie {entry.Mode.Mode}; faktura offline nie staje się fakturą online."),
        OutboxEvent.ModeDecided { Decision.Mode: InvoicingMode.TotalFailure } => Error(
            "KO5004", entry, nameof(InvoicingMode.TotalFailure), "art. 106ng of the VAT Act",
            "A total failure holds an issued invoice and asks a person; it does not change its mode.",
            "Awaria całkowita wstrzymuje wystawioną fakturę do decyzji człowieka; nie zmienia jej trybu."),
        OutboxEvent.Released when entry.Deadline.Kind == DeadlineKind.NoObligation && entry.LastSendingAt is null => Error(
            "KO5007", entry, nameof(DeadlineKind.NoObligation), "arts. 106nf(7), 106nh(3), 106nha of the VAT Act",
            "A total failure lifted the duty to send it, and what has no duty is never sent: it stays held, or is withdrawn. Where the announcement was wrong, record that first; the deadline then comes back.",
            "Awaria całkowita zniosła obowiązek przesłania, a takiej faktury się nie wysyła: pozostaje wstrzymana albo zostaje wycofana. Jeśli komunikat był błędny, najpierw trzeba to odnotować; termin wtedy wróci."),
        OutboxEvent.Withdrawn when entry.LastSendingAt is { } sent => Error(
            "KO5005", entry, sent.ToString(), "what may be in KSeF is never withdrawn",
            $"It may have reached KSeF at {sent}; find out first (release it), then withdraw.",
            $"Faktura mogła trafić do KSeF o {sent}; najpierw trzeba to ustalić (zwolnić ją), potem wycofać."),
        _ => null,
    };

    public static Finding EventRefused(OutboxEntry entry, OutboxEventKind kind) => Error(
        "KO5002", entry, kind.ToString(), "the state table of the outbox",
        $"{kind} cannot happen to an entry that is {entry.State}.",
        $"Zdarzenie {kind} nie jest dozwolone dla wpisu w stanie {entry.State}.");

    public static Finding NoSuchEntry(InvoiceKey key) => new()
    {
        Code = "KO5030",
        Severity = FindingSeverity.Error,
        Path = key.ToString(),
        Value = key.ToString(),
        Basis = "the outbox",
        Message = $"There is no entry {key} in the outbox.",
        MessagePl = $"W skrzynce nadawczej nie ma wpisu {key}.",
    };

    public static Finding Busy(OutboxEntry entry) => Error(
        "KO5031", entry, entry.State.ToString(), "one hand at a time",
        "A worker is at it just now; nothing was changed, try again in a moment.",
        "Wpis jest właśnie przetwarzany; niczego nie zmieniono, proszę spróbować za chwilę.");

    public static Finding DraftUnusable(OutboxEntry draft, string why) => Error(
        "KO5045", draft, null, "the draft of a correcting invoice", $"The correcting invoice cannot be built: {why}", $"Nie można zbudować faktury korygującej: {why}");

    public static Finding Correction(string code, OutboxEntry entry, string? value, FindingSeverity severity, string message, string messagePl) =>
        Error(code, entry, value, "API documentation: technical correction, corrections of invoices without a number", message, messagePl) with { Severity = severity };

    private static Finding Error(string code, OutboxEntry entry, string? value, string basis, string message, string messagePl) => new()
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = entry.Key.ToString(),
        Value = value,
        Basis = basis,
        Message = message,
        MessagePl = messagePl,
    };
}
