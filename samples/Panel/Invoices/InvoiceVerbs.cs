using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;
using Panel.Shared;

namespace Panel.Invoices;

/// <summary>Which verbs the table of states allows an entry, and how they are worded.</summary>
internal static class InvoiceVerbs
{
    public static IEnumerable<InvoiceVerb> For(OutboxEntry entry)
    {
        bool May(OutboxEventKind kind) => OutboxStateMachine.Next(entry.State, kind) is not null;
        var released = entry.LastSendingAt is null ? OutboxEventKind.ReleasedUnsent : OutboxEventKind.ReleasedUncertain;
        if (May(OutboxEventKind.CorrectionSupplied)) yield return InvoiceVerb.Correct;
        if (May(released)) yield return InvoiceVerb.Release;
        if (May(OutboxEventKind.CollisionReexamined)) yield return InvoiceVerb.Reexamine;
        if (May(OutboxEventKind.Held) && entry.State != OutboxState.Held) yield return InvoiceVerb.Hold;
        // What may be in KSeF is never withdrawn: the form is not even shown.
        if (May(OutboxEventKind.Withdrawn) && entry.LastSendingAt is null) yield return InvoiceVerb.Withdraw;
        if (entry.State is not (OutboxState.Blocked or OutboxState.Withdrawn) && entry.Delivery.HandedOverAt is null) yield return InvoiceVerb.HandOver;
        yield return InvoiceVerb.Attach;
    }

    public static string Name(InvoiceVerb verb, Language language) => Pick(language, verb switch
    {
        InvoiceVerb.Hold => ("Wstrzymaj", "Hold"),
        InvoiceVerb.Release => ("Zwolnij do wysłania", "Release for sending"),
        InvoiceVerb.Withdraw => ("Wycofaj na zawsze", "Withdraw for good"),
        InvoiceVerb.Reexamine => ("Sprawdź konflikt ponownie", "Look into the conflict again"),
        InvoiceVerb.HandOver => ("Zapisz wydanie nabywcy", "Record the hand-over"),
        InvoiceVerb.Correct => ("Dostarcz korektę techniczną", "Supply the technical correction"),
        _ => ("Dołącz plik lub notatkę", "Attach a file or a note"),
    });

    public static string Means(InvoiceVerb verb, Language language) => Pick(language, verb switch
    {
        InvoiceVerb.Hold => ("Nikt jej nie wyśle, póki nie zostanie zwolniona. Termin biegnie dalej.", "Nobody sends it before it is released. The term keeps running."),
        InvoiceVerb.Release => ("Jeśli mogła już trafić do KSeF, program najpierw jej tam poszuka.", "Where it may already be in KSeF, it is looked for there first."),
        InvoiceVerb.Withdraw => ("Nigdy nie zostanie wysłana i nie da się tego cofnąć. Tylko dla faktur, których nie wydano nabywcy.", "It will never be sent, and that cannot be undone. Only for invoices that were not handed over."),
        InvoiceVerb.Reexamine => ("Program poszuka w KSeF po skrócie pliku. Jeśli numer należy do innego dokumentu, fakturę trzeba wycofać.", "KSeF is searched by the hash of the file. Where the number belongs to another document, the invoice must be withdrawn."),
        InvoiceVerb.Correct => ("Poprawiony plik FA(3) z tą samą treścią; odrzucony zostaje w dowodach.", "The mended FA(3) file with the same content; the refused one stays in the evidence."),
        InvoiceVerb.HandOver => ("Kiedy i jak nabywca dostał dokument; pierwszy zapis zostaje na zawsze.", "When and how the buyer got the document; the first record stays for ever."),
        _ => ("Zrzut ekranu, zgłoszenie do dostawcy łącza, notatka: trafi do łańcucha dowodów.", "A screenshot, a provider's ticket, a note: it goes into the chain of evidence."),
    });

    /// <summary>What was done, in both languages, for the page that follows.</summary>
    public static Notice Done(InvoiceVerb verb, string number) => verb switch
    {
        InvoiceVerb.Hold => new Notice(true, $"Wstrzymano {number}.", $"{number} is held."),
        InvoiceVerb.Release => new Notice(true, $"Zwolniono {number}.", $"{number} is released."),
        InvoiceVerb.Withdraw => new Notice(true, $"Wycofano {number}.", $"{number} is withdrawn."),
        InvoiceVerb.Reexamine => new Notice(true, $"{number} zostanie ponownie poszukana w KSeF.", $"{number} will be looked for in KSeF again."),
        InvoiceVerb.HandOver => new Notice(true, $"Zapisano wydanie {number} nabywcy.", $"The hand-over of {number} is recorded."),
        InvoiceVerb.Correct => new Notice(true, $"Przyjęto korektę techniczną {number}; zostanie wysłana.", $"The technical correction of {number} is taken and will be sent."),
        _ => new Notice(true, $"Dołączono do dowodów {number}.", $"Attached to the evidence of {number}."),
    };

    private static string Pick(Language language, (string Polish, string English) words) => language == Language.Polish ? words.Polish : words.English;
}
