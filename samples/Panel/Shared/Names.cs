using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;

namespace Panel.Shared;

/// <summary>What the enumerations of the library are called on the page, and the tone (a class of the style sheet) in which they are shown.</summary>
public static class Names
{
    public static string Of(OutboxState state, Language language) => Pick(language, state switch
    {
        OutboxState.Issued => ("czeka na wysłanie", "waits to be sent"),
        OutboxState.Leased => ("w wysyłaniu", "being sent"),
        OutboxState.Submitted => ("przyjęta do sprawdzenia", "taken over by KSeF"),
        OutboxState.Unknown => ("wynik nieznany", "outcome unknown"),
        OutboxState.Accepted => ("ma numer KSeF", "has its KSeF number"),
        OutboxState.Rejected => ("odrzucona", "rejected"),
        OutboxState.AwaitingCorrection => ("czeka na korektę techniczną", "awaits a technical correction"),
        OutboxState.Blocked => ("czeka na fakturę pierwotną", "draft behind its original"),
        OutboxState.Held => ("wstrzymana", "held"),
        OutboxState.DuplicateConflict => ("konflikt numeru", "number conflict"),
        OutboxState.Withdrawn => ("wycofana", "withdrawn"),
        _ => (state.ToString(), state.ToString()),
    });

    /// <summary>What happens next, and who must do it.</summary>
    public static string Next(OutboxState state, Language language) => Pick(language, state switch
    {
        OutboxState.Issued => ("Program wyśle ją sam, najpilniejsze najpierw.", "It will be sent by itself, the most urgent first."),
        OutboxState.Leased => ("Program właśnie ją wysyła.", "It is being sent just now."),
        OutboxState.Submitted => ("KSeF ją przejął i sprawdza; program pyta o wynik.", "KSeF has taken it over and is checking it; the outcome is being asked for."),
        OutboxState.Unknown => ("Odpowiedź przepadła. Program najpierw ustali, czy faktura jest w KSeF; nigdy nie wysyła na ślepo drugi raz.", "The answer was lost. Whether it is in KSeF is found out first; nothing is ever sent twice blindly."),
        OutboxState.Accepted => ("Załatwione: faktura jest w KSeF i ma numer.", "Done: it is in KSeF and has its number."),
        OutboxState.Rejected => ("KSeF ją odrzucił. Trzeba ją wystawić na nowo w programie źródłowym.", "KSeF refused it. It must be issued anew where it came from."),
        OutboxState.AwaitingCorrection => ("KSeF odrzucił plik. Człowiek musi dostarczyć korektę techniczną w pierwotnym terminie.", "KSeF refused the file. A person must supply a technical correction within the original term."),
        OutboxState.Blocked => ("Wyjdzie sama, gdy faktura pierwotna dostanie numer KSeF.", "It will be issued by itself once its original has a KSeF number."),
        OutboxState.Held => ("Nic się z nią nie stanie, póki człowiek nie zdecyduje.", "Nothing happens to it until a person decides."),
        OutboxState.DuplicateConflict => ("Inny dokument ma w KSeF ten numer. Człowiek musi wyjaśnić, czyj on jest.", "Another document has this number in KSeF. A person must find out whose it is."),
        OutboxState.Withdrawn => ("Nigdy nie zostanie wysłana.", "It will never be sent."),
        _ => ("", ""),
    });

    public static string Tone(OutboxState state) => state switch
    {
        OutboxState.Accepted => "good",
        OutboxState.Rejected or OutboxState.DuplicateConflict or OutboxState.AwaitingCorrection => "bad",
        OutboxState.Held or OutboxState.Unknown => "warn",
        OutboxState.Withdrawn or OutboxState.Blocked => "plain",
        _ => "calm",
    };

    public static string Of(DeadlineStatus status, Language language) => Pick(language, status switch
    {
        DeadlineStatus.InvalidMode => ("tryb bez podstawy", "mode without basis"),
        DeadlineStatus.AwaitingEnd => ("termin jeszcze nie biegnie", "term not begun"),
        DeadlineStatus.NoObligation => ("bez obowiązku przesłania", "no duty to send"),
        DeadlineStatus.InTime => ("w terminie", "in time"),
        DeadlineStatus.AtRisk => ("zagrożona", "at risk"),
        DeadlineStatus.LastDay => ("ostatni dzień", "last day"),
        DeadlineStatus.Overdue => ("po terminie", "overdue"),
        _ => (status.ToString(), status.ToString()),
    });

    public static string Tone(DeadlineStatus status) => status switch
    {
        DeadlineStatus.Overdue or DeadlineStatus.InvalidMode => "bad",
        DeadlineStatus.LastDay or DeadlineStatus.AtRisk => "warn",
        DeadlineStatus.InTime => "good",
        _ => "plain",
    };

    public static string Of(InvoicingMode mode, Language language) => Pick(language, mode switch
    {
        InvoicingMode.Online => ("online", "online"),
        InvoicingMode.Offline24 => ("offline24", "offline24"),
        InvoicingMode.Unavailability => ("niedostępność KSeF", "unavailability"),
        InvoicingMode.Emergency => ("tryb awaryjny", "failure of KSeF"),
        InvoicingMode.TotalFailure => ("awaria całkowita", "total failure"),
        _ => (mode.ToString(), mode.ToString()),
    });

    public static string Of(AnnouncementKind kind, Language language) => Pick(language, kind switch
    {
        AnnouncementKind.Maintenance => ("niedostępność", "unavailability"),
        AnnouncementKind.Failure => ("awaria", "failure"),
        AnnouncementKind.TotalFailure => ("awaria całkowita", "total failure"),
        _ => ("rodzaj nieznany", "unknown kind"),
    });

    public static string Of(AnnouncementSource source, Language language) => Pick(language, source switch
    {
        AnnouncementSource.Latarnia => ("Latarnia", "Latarnia"),
        AnnouncementSource.Bip => ("BIP", "BIP"),
        AnnouncementSource.Media => ("środki społecznego przekazu", "mass media"),
        _ => ("inne", "other"),
    });

    public static string Of(EvidenceKind kind, Language language) => Pick(language, kind switch
    {
        EvidenceKind.Issued => ("wystawienie", "issued"),
        EvidenceKind.ModeDecided => ("tryb", "mode"),
        EvidenceKind.DeadlineComputed => ("termin", "deadline"),
        EvidenceKind.Announcement => ("komunikat", "announcement"),
        EvidenceKind.AttemptMark => ("próba", "attempt"),
        EvidenceKind.Outcome => ("wynik", "outcome"),
        EvidenceKind.Delivery => ("wydanie nabywcy", "hand-over"),
        EvidenceKind.Upo => ("UPO", "UPO"),
        EvidenceKind.TechnicalCorrection => ("korekta techniczna", "technical correction"),
        EvidenceKind.Decision => ("decyzja", "decision"),
        EvidenceKind.Attachment => ("załącznik", "attachment"),
        EvidenceKind.DailyHead => ("zamknięcie dnia", "day sealed"),
        EvidenceKind.Draft => ("szkic", "draft"),
        EvidenceKind.Alert => ("ostrzeżenie", "alert"),
        _ => (kind.ToString(), kind.ToString()),
    });

    /// <summary>Why KSeF refused, by what can be done about it.</summary>
    public static string Of(RejectionKind kind, Language language) => Pick(language, kind switch
    {
        RejectionKind.Technical => ("plik jest błędny: korekta techniczna z tą samą treścią", "the file is at fault: a technical correction with the same content"),
        RejectionKind.Semantic => ("treść narusza regułę: poprawić, jeśli treść na to pozwala", "the content breaks a rule: mend it, if the content allows"),
        RejectionKind.Permission => ("brak uprawnienia: ktoś musi je nadać, potem zwolnić fakturę", "a permission is missing: somebody must grant it, then release the invoice"),
        RejectionKind.Attachment => ("załączniki nie są dozwolone: zgłosić je w KSeF albo wysłać wsadowo", "attachments are not allowed here: register them, or send by batch"),
        RejectionKind.NumberCollision => ("numer ma już inny dokument: wyjaśnić, czyj jest", "another document has the number: find out whose it is"),
        RejectionKind.Correction => ("KSeF nie przyjmuje tej korekty technicznej", "KSeF does not take this technical correction"),
        _ => (kind.ToString(), kind.ToString()),
    });

    private static string Pick(Language language, (string Polish, string English) names) => language == Language.Polish ? names.Polish : names.English;
}
