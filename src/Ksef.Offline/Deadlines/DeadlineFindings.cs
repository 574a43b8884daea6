using System.Globalization;
using Ksef.Offline.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Deadlines;

/// <summary>The findings of the deadline room, KO3001 to KO3029, each text in one place.</summary>
internal static class DeadlineFindings
{
    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    public static Finding OutsideCalendar(in DeadlineQuestion q) => New("KO3001", FindingSeverity.Error, "/Faktura/Fa/P_1", Iso.Format(q.IssueDate),
        $"The date of issue {Iso.Format(q.IssueDate)} is outside the calendar of working days ({PolishCalendar.FirstYear}-{PolishCalendar.LastYear}): no deadline can be computed.",
        $"Data wystawienia {Iso.Format(q.IssueDate)} wykracza poza kalendarz dni roboczych ({PolishCalendar.FirstYear}-{PolishCalendar.LastYear}): nie można obliczyć terminu.",
        "calendar of working days");

    public static Finding UnknownMode(in DeadlineQuestion q) => New("KO3002", FindingSeverity.Error, "mode", q.Mode.ToString(),
        $"'{q.Mode}' is not one of the five legal modes.", $"„{q.Mode}” nie jest jednym z pięciu trybów ustawowych.", "106na-106nha");

    public static Finding NotCovered(in DeadlineQuestion q, string basis) => New("KO3003", FindingSeverity.Legal, "mode", q.Mode.ToString(),
        $"The mode {q.Mode} needs an announcement that covers the issue on {When(q)}; none does. Without one, offline24 is the mode.",
        $"{Capital(q.Mode.ToPolishText())} wymaga komunikatu obejmującego chwilę wystawienia ({WhenPl(q)}); żaden jej nie obejmuje. Bez komunikatu pozostaje tryb offline24.", basis);

    public static Finding CoverageNotProven(in DeadlineQuestion q, Announcement a, string basis) => New("KO3004", FindingSeverity.Warning, Path(a), Iso.Format(q.IssueDate),
        $"The period ({a}) covers only a part of {Iso.Format(q.IssueDate)} and the instant of issue is not known: coverage is not proven.",
        $"Okres z komunikatu ({Pl(a)}) obejmuje tylko część dnia {Iso.Format(q.IssueDate)}, a chwila wystawienia nie jest znana: nie wykazano, że faktura jest nim objęta.", basis);

    public static Finding OtherDay(in DeadlineQuestion q, LocalDate day) => New("KO3005", FindingSeverity.Warning, "issuedAt", InstantPattern.General.Format(q.IssuedAt!.Value),
        $"The instant of issue falls on {Iso.Format(day)} in Warsaw, P_1 is {Iso.Format(q.IssueDate)}: counting starts from P_1.",
        $"Chwila wystawienia przypada w Warszawie na {Iso.Format(day)}, a P_1 to {Iso.Format(q.IssueDate)}: termin liczy się od P_1.", "106nda(10)");

    public static Finding Withdrawn(Announcement a, bool keptWithout) => New("KO3006", FindingSeverity.Warning, Path(a), null,
        $"The announcement ({a}) is reported as withdrawn: the stricter answer, {(keptWithout ? "without" : "with")} it, is kept until a person decides.",
        $"Komunikat ({Pl(a)}) zgłoszono jako wycofany: do decyzji człowieka obowiązuje odpowiedź surowsza, {(keptWithout ? "bez niego" : "z nim")}.", "106ne(1)");

    public static Finding MaintenanceOnLastDay(Announcement a, LocalDate due) => New("KO3007", FindingSeverity.Warning, Path(a), Iso.Format(due),
        $"Maintenance ({a}) takes the rest of the last day {Iso.Format(due)}; it does not move the deadline: send before it begins.",
        $"Okres z komunikatu ({Pl(a)}) zajmuje resztę ostatniego dnia {Iso.Format(due)}; nie przesuwa terminu: należy wysłać przed jego początkiem.", "106nh(4)");

    public static Finding ConfirmTotalFailure(Announcement a, string basis) => New("KO3008", FindingSeverity.Warning, Path(a), null,
        $"The total failure ({a}) lifts the duty to send: hold the invoice until a person has confirmed it in the BIP or the media.",
        $"Komunikat ({Pl(a)}) znosi obowiązek przesłania: fakturę należy wstrzymać, aż człowiek potwierdzi komunikat w BIP lub mediach.", basis);

    public static Finding EndNotAfterStart(Announcement a) => New("KO3010", FindingSeverity.Error, Path(a) + "/end", InstantPattern.General.Format(a.End!.Value),
        $"The end of the announcement ({a}) is not after its start: it is left out.", $"Koniec w komunikacie ({Pl(a)}) nie jest późniejszy niż początek: komunikat pominięto.", "106ne(1)");

    public static Finding Contradiction(Announcement kept, Announcement other) => New("KO3011", FindingSeverity.Error, Path(kept) + "/version", kept.Version.ToString(CultureInfo.InvariantCulture),
        $"Two announcements of one event and version differ: ({kept}) and ({other}); the one that ends first is used.",
        $"Dwa komunikaty o tym samym zdarzeniu i wersji różnią się: ({Pl(kept)}) i ({Pl(other)}); użyto tego, który kończy się wcześniej.", "106ne(1)");

    public static Finding EndOutsideCalendar(Announcement a) => New("KO3012", FindingSeverity.Error, Path(a) + "/end", InstantPattern.General.Format(a.End!.Value),
        $"The end of the announcement ({a}) is outside the calendar of working days ({PolishCalendar.FirstYear}-{PolishCalendar.LastYear}): it is left out.",
        $"Koniec w komunikacie ({Pl(a)}) wykracza poza kalendarz dni roboczych ({PolishCalendar.FirstYear}-{PolishCalendar.LastYear}): komunikat pominięto.", "calendar of working days");

    public static Finding EndMovedEarlier(Announcement now, Announcement before) => New("KO3013", FindingSeverity.Warning, Path(now) + "/end", InstantPattern.General.Format(now.End!.Value),
        $"A later version moved the end earlier: ({before}), now ({now}). Deadlines may have become shorter.",
        $"Nowsza wersja skróciła okres: ({Pl(before)}), obecnie ({Pl(now)}). Terminy mogły się skrócić.", "106ne(1)");

    public static Finding EndWithoutInstant(Announcement a) => New("KO3014", FindingSeverity.Warning, Path(a) + "/end", null,
        $"The message of an end ({a}) has no end: the term has not begun.", $"Komunikat o zakończeniu ({Pl(a)}) nie podaje końca: termin nie rozpoczął biegu.", "106ne(1)");

    public static Finding UnknownKind(Announcement a) => New("KO3015", FindingSeverity.Info, Path(a) + "/kind", a.KindText,
        $"The kind '{a.KindText}' is not known: the announcement ({a}) is kept and has no effect.", $"Nieznany rodzaj „{a.KindText}”: komunikat ({Pl(a)}) zachowano bez skutków.", "106ne(1)");

    public static Finding MovedEarlier(Deadline before, Deadline after, IEnumerable<Announcement> because)
    {
        var announcements = because.ToList();
        var messages = string.Join("; ", announcements);
        return New("KO3020", FindingSeverity.Legal, "deadline", after.ToString(),
            $"The deadline was {before} and is now {after}: less time than was thought, or a person must decide. Because of: {messages}.",
            $"Termin: poprzednio {StepText.DeadlinePl(before)}, teraz {StepText.DeadlinePl(after)}: mniej czasu, niż zakładano, albo potrzebna decyzja człowieka. Powód: {string.Join("; ", announcements.Select(Pl))}.", "106ne(1)");
    }

    public static Finding LateOnline(in DeadlineQuestion q, LocalDate sentOn) => New("KO3009", FindingSeverity.Warning, "invoicingDate", Iso.Format(sentOn),
        $"KSeF received the online invoice of {Iso.Format(q.IssueDate)} on {Iso.Format(sentOn)}: it counts as offline.",
        $"KSeF otrzymał fakturę online z {Iso.Format(q.IssueDate)} dnia {Iso.Format(sentOn)}: traktuje się ją jako offline.", "106nda(16)");

    public static string Path(Announcement a) => $"announcement {a.MessageId ?? a.EventId ?? $"{a.Kind} {InstantPattern.General.Format(a.Start)}"}";

    private static string Pl(Announcement a) => StepText.AnnouncementPl(a);

    private static string WhenPl(in DeadlineQuestion q) => q.IssuedAt is { } at ? StepText.Local(at) : Iso.Format(q.IssueDate);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string When(in DeadlineQuestion q) => q.IssuedAt is { } at ? InstantPattern.General.Format(at) : Iso.Format(q.IssueDate);

    private static Finding New(string code, FindingSeverity severity, string path, string? value, string message, string messagePl, string basis) => new()
    {
        Code = code,
        Severity = severity,
        Path = path,
        Value = value,
        Message = message,
        MessagePl = messagePl,
        Basis = basis,
    };
}
