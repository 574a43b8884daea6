using System.Globalization;
using Ksef.Offline.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Deadlines;

/// <summary>Renders steps as sentences in English and in Polish. Instants are shown in Warsaw time.</summary>
internal static class StepText
{
    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDateTimePattern Second = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFFFFF");

    public static string English(DeadlineStep step) => step.Code switch
    {
        DeadlineStepCode.Rule => step.Mode switch
        {
            InvoicingMode.Online => "Online: sent on the day of issue P_1.",
            InvoicingMode.Offline24 => "offline24: sent at the latest on the next working day after the day of issue P_1.",
            InvoicingMode.Unavailability => "Unavailability: sent at the latest on the next working day after the maintenance period ends.",
            InvoicingMode.Emergency => "Emergency mode: sent at the latest on the 7th working day after the failure ends.",
            _ => "Total failure: nothing is ever sent to KSeF.",
        },
        DeadlineStepCode.Covered => $"The issue is covered by {Name(step)} {Period(step.Announcement, "published")}.",
        DeadlineStepCode.Continued => $"Continued by {Name(step)} {Period(step.Announcement, "published")}.",
        DeadlineStepCode.Anchor => $"Counted from {Iso.Format(step.Date!.Value)}, which does not count itself.",
        DeadlineStepCode.Skipped => $"{Iso.Format(step.Date!.Value)} does not count: {step.Skipped!.Value.Reason}.",
        DeadlineStepCode.Counted => step.WorkingDays switch
        {
            0 => $"The day is {Iso.Format(step.Date!.Value)}.",
            1 => $"The next working day is {Iso.Format(step.Date!.Value)}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"Working day number {step.WorkingDays} is {Iso.Format(step.Date!.Value)}."),
        },
        DeadlineStepCode.FailureExtends => string.Create(CultureInfo.InvariantCulture, $"Overtaken by {Name(step)} {Period(step.Announcement, "published")}: the term is {step.WorkingDays} working days after {Iso.Format(step.Date!.Value)}."),
        DeadlineStepCode.AwaitsEnd => $"The end of {Name(step)} {Period(step.Announcement, "published")} is not announced: the term has not begun.",
        DeadlineStepCode.TotalFailureLifts => $"Lifted by {Name(step)} {Period(step.Announcement, "published")}: nothing is sent; a person confirms it.",
        DeadlineStepCode.NotCovered => $"No announcement covers the issue on {Iso.Format(step.Date!.Value)}: the mode {step.Mode} is invalid.",
        DeadlineStepCode.MaintenanceExtends => $"Moved by {Name(step)} {Period(step.Announcement, "published")}, which lasts through the end of the last day (policy).",
        DeadlineStepCode.WithdrawnKeptStricter => $"Reported as withdrawn: {Name(step)} {Period(step.Announcement, "published")}; the stricter answer is kept until a person decides.",
        DeadlineStepCode.StricterDate => $"Under the strict readings together: {Iso.Format(step.Date!.Value)}.",
        DeadlineStepCode.NothingToSend => "Nothing is sent and no codes are printed.",
        _ => $"No deadline: the date of issue {Iso.Format(step.Date!.Value)} or the mode {step.Mode} cannot be used.",
    };

    public static string Polish(DeadlineStep step) => step.Code switch
    {
        DeadlineStepCode.Rule => step.Mode switch
        {
            InvoicingMode.Online => "Tryb online: przesłanie w dniu wystawienia P_1.",
            InvoicingMode.Offline24 => "Tryb offline24: przesłanie najpóźniej w następnym dniu roboczym po dniu wystawienia P_1.",
            InvoicingMode.Unavailability => "Niedostępność: przesłanie najpóźniej w następnym dniu roboczym po zakończeniu niedostępności.",
            InvoicingMode.Emergency => "Tryb awaryjny: przesłanie najpóźniej w 7. dniu roboczym po zakończeniu awarii.",
            _ => "Awaria całkowita: faktury nie przesyła się do KSeF.",
        },
        DeadlineStepCode.Covered => $"Wystawiono w czasie {GenitivePl(step)} {Period(step.Announcement, "opublikowano")}.",
        DeadlineStepCode.Continued => $"Kontynuuje ją {NamePl(step)} {Period(step.Announcement, "opublikowano")}.",
        DeadlineStepCode.Anchor => $"Liczone od {Iso.Format(step.Date!.Value)}, bez tego dnia.",
        DeadlineStepCode.Skipped => $"{Iso.Format(step.Date!.Value)} nie liczy się: {step.Skipped!.Value.ReasonPl.TrimEnd('.')}.", // "2025 r." brings its own full stop
        DeadlineStepCode.Counted => step.WorkingDays switch
        {
            0 => $"Dzień: {Iso.Format(step.Date!.Value)}.",
            1 => $"Następny dzień roboczy: {Iso.Format(step.Date!.Value)}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"Dzień roboczy nr {step.WorkingDays}: {Iso.Format(step.Date!.Value)}."),
        },
        DeadlineStepCode.FailureExtends => string.Create(CultureInfo.InvariantCulture, $"Przed przesłaniem ogłoszono awarię {Period(step.Announcement, "opublikowano")}: termin to {step.WorkingDays} dni roboczych po {Iso.Format(step.Date!.Value)}."),
        DeadlineStepCode.AwaitsEnd => $"Nie ogłoszono końca {GenitivePl(step)} {Period(step.Announcement, "opublikowano")}: termin nie rozpoczął biegu.",
        DeadlineStepCode.TotalFailureLifts => $"Obowiązek znosi {NamePl(step)} {Period(step.Announcement, "opublikowano")}: faktury się nie przesyła; potwierdza to człowiek.",
        DeadlineStepCode.NotCovered => $"Żaden komunikat nie obejmuje wystawienia {Iso.Format(step.Date!.Value)}: {step.Mode.ToPolishText()} jest niedopuszczalny.",
        DeadlineStepCode.MaintenanceExtends => $"Termin przesuwa {NamePl(step)} {Period(step.Announcement, "opublikowano")}, trwająca do końca ostatniego dnia (ustawienie).",
        DeadlineStepCode.WithdrawnKeptStricter => $"Zgłoszono wycofanie komunikatu: {NamePl(step)} {Period(step.Announcement, "opublikowano")}; do decyzji człowieka obowiązuje odpowiedź surowsza.",
        DeadlineStepCode.StricterDate => $"Przy wszystkich surowszych wykładniach łącznie: {Iso.Format(step.Date!.Value)}.",
        DeadlineStepCode.NothingToSend => "Faktury nie przesyła się i nie drukuje się kodów.",
        _ => $"Brak terminu: data wystawienia {Iso.Format(step.Date!.Value)} lub {step.Mode.ToPolishText()} nie nadają się do użycia.",
    };

    /// <summary>An announcement within a Polish sentence, with its version, in Warsaw time.</summary>
    public static string AnnouncementPl(Announcement announcement) => string.Create(CultureInfo.InvariantCulture, $"{NamePl(announcement)} {Span(announcement, "opublikowano")}, wersja {announcement.Version}");

    /// <summary>A deadline within a Polish sentence.</summary>
    public static string DeadlinePl(Deadline deadline)
    {
        var stricter = deadline.Stricter is { } date ? $" (ostrożnie {Iso.Format(date)})" : "";
        return deadline.Kind switch
        {
            DeadlineKind.Due => Iso.Format(deadline.Due!.Value) + stricter,
            DeadlineKind.AwaitingEnd => "bez daty, do ogłoszenia końca" + stricter,
            DeadlineKind.NoObligation => "zniesiony" + stricter,
            _ => "nieważny",
        };
    }

    /// <summary>An instant in Warsaw time.</summary>
    public static string Local(Instant instant)
    {
        var local = WarsawTime.ToLocal(instant);
        return local.Second == 0 && local.NanosecondOfSecond == 0 ? Minute.Format(local) : Second.Format(local);
    }

    private static string Name(DeadlineStep step) => step.Announcement!.Kind switch
    {
        AnnouncementKind.Maintenance => "the maintenance period",
        AnnouncementKind.Failure => "the failure",
        _ => "the total failure",
    };

    private static string NamePl(DeadlineStep step) => NamePl(step.Announcement!);

    private static string NamePl(Announcement announcement) => announcement.Kind switch
    {
        AnnouncementKind.Maintenance => "niedostępność",
        AnnouncementKind.Failure => "awaria",
        AnnouncementKind.TotalFailure => "awaria całkowita",
        _ => "nieznany rodzaj",
    };

    private static string GenitivePl(DeadlineStep step) => step.Announcement!.Kind switch
    {
        AnnouncementKind.Maintenance => "niedostępności",
        AnnouncementKind.Failure => "awarii",
        _ => "awarii całkowitej",
    };

    private static string Period(Announcement? announcement, string publishedWord) => $"({Span(announcement!, publishedWord)})";

    private static string Span(Announcement announcement, string publishedWord)
    {
        var end = announcement.End is { } e ? Local(e) : "...";
        var published = announcement.Published is { } p ? $", {publishedWord} {Local(p)}" : "";
        var id = (announcement.MessageId ?? announcement.EventId) is { } known ? $", {known}" : "";
        return $"{Local(announcement.Start)} - {end}{published}{id}";
    }
}
