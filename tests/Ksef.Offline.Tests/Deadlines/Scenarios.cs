using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>Generators that favour boundaries: Warsaw midnights and the ticks beside them, nights when the clocks change, holidays, ends that touch starts, issue instants on the edges.</summary>
internal static class Scenarios
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    private static readonly LocalDate[] HardDates =
    [
        new(2024, 12, 23), new(2025, 12, 23), new(2026, 12, 23), new(2026, 12, 22), new(2026, 12, 31), new(2027, 1, 5), new(2026, 4, 3), new(2026, 4, 30), new(2026, 6, 3),
        new(2026, 8, 14), new(2026, 10, 30), new(2026, 11, 10), new(2018, 11, 9), new(2010, 1, 5), new(2011, 1, 5), new(2038, 4, 23), new(2026, 3, 27), new(2026, 3, 28),
        new(2026, 3, 29), new(2026, 10, 23), new(2026, 10, 24), new(2026, 10, 25), new(2025, 7, 8), new(2025, 7, 10), new(2026, 7, 10), new(2026, 3, 2), new(2028, 2, 28),
        new(2008, 5, 1), new(2199, 5, 29), new(2006, 2, 1),
    ];

    private static readonly Gen<Instant?> Unknown = Gen.Constant(default(Instant?));

    public static Gen<LocalDate> Date => Gen.Frequency(
        (5, Gen.Elements(HardDates)),
        (4, Gen.Choose(0, 1500).Select(d => new LocalDate(2024, 6, 1).PlusDays(d))),
        (1, Gen.Choose(0, 70_300).Select(d => new LocalDate(2006, 2, 1).PlusDays(d))));

    public static Arbitrary<Scenario> Any { get; } = Arb.From(Build(0, 6), s => s.Smaller());

    /// <summary>Like <see cref="Any"/> with at least one announcement.</summary>
    public static Arbitrary<Scenario> Announced { get; } = Arb.From(Build(1, 6), s => s.Smaller().Where(t => t.Announcements.Count > 0));

    public static Gen<InvoicingMode> Mode => Gen.Frequency(
        (1, Gen.Constant(InvoicingMode.Online)), (5, Gen.Constant(InvoicingMode.Offline24)), (5, Gen.Constant(InvoicingMode.Unavailability)),
        (5, Gen.Constant(InvoicingMode.Emergency)), (2, Gen.Constant(InvoicingMode.TotalFailure)));

    private static Gen<Scenario> Build(int fewest, int most) =>
        from day in Date
        from mode in Mode
        from count in Gen.Choose(fewest, most)
        from announcements in List(day, count)
        from issuedAt in IssuedAt(day, announcements)
        select new Scenario(new DeadlineQuestion(mode, day, issuedAt), announcements);

    private static Gen<IReadOnlyList<Announcement>> List(LocalDate day, int count) => count == 0
        ? Gen.Constant<IReadOnlyList<Announcement>>([])
        : from before in List(day, count - 1)
          from next in Announcement(day, before)
          select (IReadOnlyList<Announcement>)[.. before, next];

    public static Gen<Announcement> Announcement(LocalDate day, IReadOnlyList<Announcement> before) =>
        from kind in Gen.Frequency(
            (4, Gen.Constant(AnnouncementKind.Maintenance)), (6, Gen.Constant(AnnouncementKind.Failure)), (1, Gen.Constant(AnnouncementKind.TotalFailure)))
        from start in Gen.Frequency((5, Near(day, -10, 25)), (6, Near(day, -1, 2)), (3, Touching(day, before)))
        from end in Gen.Frequency(
            (2, Unknown),
            (6, Near(DayOf(start), 0, 9).Select(Known)),
            (3, Gen.Choose(-1, 300).Select(m => Known(start + Duration.FromMinutes(m)))),
            (2, Touching(day, before).Select(Known)))
        from published in Gen.Frequency(
            (4, Unknown),
            (3, Gen.Constant(Known(start))),
            (2, Gen.Choose(1, 600).Select(m => Known(start + Duration.FromMinutes(m)))),
            (1, Gen.Choose(1, 600).Select(m => Known(start - Duration.FromMinutes(m)))),
            (2, Near(DayOf(start), 0, 12).Select(Known)))
        from confirmed in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Announcement { Kind = kind, Start = start, End = end, Published = published, Confirmed = confirmed };

    /// <summary>An instant on a day near another, mostly at a Warsaw midnight or a tick beside it.</summary>
    private static Gen<Instant> Near(LocalDate day, int first, int last) =>
        from shift in Gen.Choose(first, last)
        from time in Gen.Frequency(
            (5, Gen.Elements(0L, 0L, 0L, -1L, 1L).Select(Duration.FromTicks)),
            (2, Gen.Elements(1, 2, 3).Select(h => Duration.FromMinutes((h * 60) - 30))),
            (2, Gen.Elements(8, 9, 12, 14, 20, 22, 23).Select(h => Duration.FromHours(h))),
            (2, Gen.Choose(0, 1439).Select(m => Duration.FromMinutes(m))))
        select Warsaw.AtStartOfDay(day.PlusDays(shift)).ToInstant() + time;

    /// <summary>An instant that an earlier announcement also has, or a tick beside it.</summary>
    private static Gen<Instant> Touching(LocalDate day, IReadOnlyList<Announcement> before)
    {
        var edges = before.SelectMany(a => new[] { a.Start, a.End, a.Published }).OfType<Instant>().ToArray();
        return edges.Length == 0 ? Near(day, -1, 2) : from edge in Gen.Elements(edges) from tick in Gen.Elements(0L, 0L, 0L, -1L, 1L) select edge + Duration.FromTicks(tick);
    }

    private static Gen<Instant?> IssuedAt(LocalDate day, IReadOnlyList<Announcement> announcements) => Gen.Frequency(
        (5, Unknown),
        (3, Near(day, 0, 0).Select(Known)),
        (2, Touching(day, announcements).Select(Known)),
        (1, Near(day, -3, 3).Select(Known)));

    private static Instant? Known(Instant instant) => instant;

    private static LocalDate DayOf(Instant instant) => instant.InZone(Warsaw).Date;
}
