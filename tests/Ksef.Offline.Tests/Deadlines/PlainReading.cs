using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>
/// A second implementation of the rules, deliberately naive and independent: it walks days and instants straight from the sentences of the rules, with its own
/// holidays, and shares nothing with the engine but the input records. Slow on purpose. Announcements are taken as they stand: one event each, versions aside.
/// </summary>
internal sealed class PlainReading(bool strict)
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    /// <summary>The answer as the engine's Deadline writes itself.</summary>
    public static string Answer(DeadlineQuestion question, IReadOnlyList<Announcement> announcements)
    {
        var (kind, due) = new PlainReading(false).Read(question, announcements);
        if (kind == "invalid") return kind;
        var (strictKind, strictDue) = new PlainReading(true).Read(question, announcements);
        var text = kind == "due" ? $"{due:uuuu-MM-dd}" : kind;
        return strictKind == "due" && (due is null || strictDue < due) ? $"{text} (stricter {strictDue:uuuu-MM-dd})" : text;
    }

    // "A working day is Monday to Friday and not a statutory day off"; strict: "Saturday counted".
    public bool IsWorking(LocalDate d)
    {
        if (d.DayOfWeek == IsoDayOfWeek.Sunday || (d.DayOfWeek == IsoDayOfWeek.Saturday && !strict)) return false;
        var easter = EasterByOudin(d.Year);
        LocalDate[] free =
        [
            new(d.Year, 1, 1), new(d.Year, 5, 1), new(d.Year, 5, 3), new(d.Year, 8, 15), new(d.Year, 11, 1), new(d.Year, 11, 11), new(d.Year, 12, 25), new(d.Year, 12, 26),
            easter, easter.PlusDays(1), easter.PlusDays(49), easter.PlusDays(60),
        ];
        if (free.Contains(d)) return false;
        if (d is { Month: 1, Day: 6 } && d.Year >= 2011) return false;
        if (d is { Month: 12, Day: 24 } && d.Year >= 2025) return false;
        return d != new LocalDate(2018, 11, 12);
    }

    public LocalDate WorkingDayAfter(LocalDate day, int n)
    {
        while (n > 0)
        {
            day = day.PlusDays(1);
            if (IsWorking(day)) n--;
        }
        return day;
    }

    private (string Kind, LocalDate? Due) Read(DeadlineQuestion q, IReadOnlyList<Announcement> all)
    {
        // "An announcement whose end is not after its start is left out"; strict: "failures without a known publication or confirmation ignored".
        var known = all.Where(a => a.End is null || a.End > a.Start).Where(a => !(strict && a.Kind == AnnouncementKind.Failure && a.Published is null && !a.Confirmed)).ToList();
        var failures = known.Where(a => a.Kind == AnnouncementKind.Failure).ToList();
        var p1 = q.IssueDate;
        LocalDate? due;
        switch (q.Mode)
        {
            case InvoicingMode.Online:
                return ("due", p1);
            case InvoicingMode.TotalFailure when Covering(known, AnnouncementKind.TotalFailure, q).Count > 0:
                return ("none", null);
            case InvoicingMode.Unavailability when Covering(known, AnnouncementKind.Maintenance, q) is { Count: > 0 } covering:
                // "a period that starts at or before the instant at which another ends continues it"; strict: "chained maintenance not joined".
                for (var grown = !strict; grown;)
                {
                    grown = false;
                    foreach (var next in known.Where(a => a.Kind == AnnouncementKind.Maintenance && !covering.Contains(a)))
                    {
                        if (!covering.Any(c => c.End is not null && next.Start <= c.End && (next.End is null || next.End > c.End))) continue;
                        covering.Add(next);
                        grown = true;
                        break;
                    }
                }
                due = covering.Any(c => c.End is null) ? null : AfterEnd(covering.Max(c => c.End!.Value), 1);
                break;
            case InvoicingMode.Emergency when Covering(known, AnnouncementKind.Failure, q) is { Count: > 0 } covering:
                due = covering.Any(c => c.End is null) ? null : AfterEnd(covering.Max(c => c.End!.Value), 7);
                break;
            case InvoicingMode.Offline24:
                due = WorkingDayAfter(p1, 1);
                break;
            default:
                if (!strict) return ("invalid", null);
                due = WorkingDayAfter(p1, 1);
                break;
        }

        var issue = q.IssuedAt ?? StartOf(p1.PlusDays(1));
        foreach (var failure in failures.OrderBy(Moment))
        {
            if (due is not { } present) break;
            if (Moment(failure) >= StartOf(present.PlusDays(1))) continue;
            if (failure.End is { } end && end <= issue) continue;
            due = failure.End is null ? null : LocalDate.Max(present, AfterEnd(failure.End.Value, 7));
        }
        var lifted = known.Any(a => a.Kind == AnnouncementKind.TotalFailure
            && (due is not { } last || Moment(a) < StartOf(last.PlusDays(1)))
            && !(a.End is { } end && end <= issue));
        return lifted ? ("none", null) : due is null ? ("awaiting", null) : ("due", due);
    }

    private List<Announcement> Covering(IEnumerable<Announcement> all, AnnouncementKind kind, DeadlineQuestion q) =>
        [.. all.Where(a => a.Kind == kind && (q.IssuedAt is { } at ? a.Start <= at && (a.End is null || at < a.End) : Touches(a, q.IssueDate) && (!strict || Fills(a, q.IssueDate))))];

    private static bool Touches(Announcement a, LocalDate day) => DayOf(a.Start) <= day && (a.End is null || day <= DayOfEnd(a.End.Value));

    private static bool Fills(Announcement a, LocalDate day) => a.Start <= StartOf(day) && (a.End is null || a.End >= StartOf(day.PlusDays(1)));

    // "The day of the event is never counted"; strict: "the day of a period's end counted".
    private LocalDate AfterEnd(Instant end, int workingDays)
    {
        var day = DayOfEnd(end);
        if (strict && IsWorking(day)) return workingDays == 1 ? day : WorkingDayAfter(day, workingDays - 1);
        return WorkingDayAfter(day, workingDays);
    }

    private static Instant Moment(Announcement a) => a.Published is { } published && published > a.Start ? published : a.Start;

    private static LocalDate DayOf(Instant instant) => instant.InZone(Warsaw).Date;

    // "an end at exactly 00:00 belongs to the day that ends then"
    private static LocalDate DayOfEnd(Instant end)
    {
        var local = end.InZone(Warsaw).LocalDateTime;
        return local.TimeOfDay == LocalTime.Midnight ? local.Date.PlusDays(-1) : local.Date;
    }

    private static Instant StartOf(LocalDate day) => Warsaw.AtStartOfDay(day).ToInstant();

    private static LocalDate EasterByOudin(int year)
    {
        var century = year / 100;
        var g = year % 19;
        var h = (century - century / 4 - (8 * century + 13) / 25 + 19 * g + 15) % 30;
        var i = h - h / 28 * (1 - h / 28 * (29 / (h + 1)) * ((21 - g) / 11));
        var j = (year + year / 4 + i + 2 - century + century / 4) % 7;
        var p = i - j;
        var month = 3 + (p + 40) / 44;
        return new LocalDate(year, month, p + 28 - 31 * (month / 4));
    }
}
