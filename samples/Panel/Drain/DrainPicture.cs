using System.Globalization;
using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Outbox.Planning;
using NodaTime;

namespace Panel.Drain;

/// <summary>
/// Two stairs that go down: how many invoices still wait, and how many may still wait without being late. Where the first is above the second, some come too late. Sending takes seconds
/// or hours and terms take days, so time is laid out in growing steps (a logarithm), with marks at round spans.
/// </summary>
public sealed class DrainPicture
{
    public const int Width = 1000;
    public const int Height = 220;
    private const int MostPoints = 200;
    private const int MostLevels = 5;
    private const double NarrowRoom = 22;
    private const double WideRoom = 7;

    private static readonly (Duration After, string Label)[] Marks =
    [
        (Duration.FromSeconds(10), "10 s"), (Duration.FromMinutes(1), "1 min"), (Duration.FromMinutes(10), "10 min"), (Duration.FromHours(1), "1 h"), (Duration.FromHours(6), "6 h"),
        (Duration.FromDays(1), "24 h"), (Duration.FromDays(7), "7 d"), (Duration.FromDays(30), "30 d"),
    ];

    private readonly Instant _start;
    private readonly double _longest;

    private DrainPicture(Instant start, Instant end) => (_start, _longest) = (start, Math.Log(1 + Math.Max(1, (end - start).TotalSeconds)));

    /// <summary>The stairs of what waits, as the path of an SVG of <see cref="Width"/> by <see cref="Height"/>.</summary>
    public required string Waiting { get; init; }

    /// <summary>The same, closed, to be filled.</summary>
    public required string WaitingArea { get; init; }

    /// <summary>The stairs of what may wait.</summary>
    public required string Allowed { get; init; }

    /// <summary>How many wait at the start: the height of the picture.</summary>
    public required int Most { get; init; }

    /// <summary>The first that comes too late, in per cent of width and height; null where all are in time.</summary>
    public required (double X, double Y)? FirstLate { get; init; }

    public required IReadOnlyList<(double X, string Label)> Ticks { get; init; }

    /// <summary>Round numbers of invoices for the upright axis, with their height in per cent from the top.</summary>
    public required IReadOnlyList<(double Y, int Count)> Levels { get; init; }

    /// <summary>The terms that lie ahead: the last day of each, and its end in per cent of the width.</summary>
    public required IReadOnlyList<(double X, LocalDate LastDay)> Terms { get; init; }

    /// <summary>Those terms whose day can be written above them without touching the one before: on any screen, or on a wide one alone. The nearest is always among them.</summary>
    public IReadOnlyList<(double X, LocalDate LastDay, bool OnAnyScreen)> NamedTerms
    {
        get
        {
            var named = new List<(double X, LocalDate LastDay, bool OnAnyScreen)>();
            foreach (var (x, day) in Terms)
            {
                var before = named.LastOrDefault(n => n.OnAnyScreen);
                if (named.Count == 0 || x - named[^1].X >= WideRoom) named.Add((x, day, named.Count == 0 || x - before.X >= NarrowRoom));
            }
            return named;
        }
    }

    /// <param name="forecast">The forecast; at least one arrival.</param>
    /// <param name="start">When sending begins.</param>
    public static DrainPicture Of(DrainForecast forecast, Instant start)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var arrivals = forecast.Arrivals;
        var terms = arrivals.Select(a => a.Until).OfType<Instant>().Where(u => u > start).Distinct().Order().ToList();
        var end = Instant.Max(forecast.Ends, terms.Count > 0 ? terms[^1] : start) + Duration.FromMinutes(1);
        var scale = new DrainPicture(start, end) { Waiting = "", WaitingArea = "", Allowed = "", Most = 0, FirstLate = null, Ticks = [], Levels = [], Terms = [] };
        var waiting = Stairs(scale, arrivals.Count, arrivals.Count, forecast.Curve(MostPoints).Select(p => (p.At, p.Remaining)));
        var allowed = Stairs(scale, arrivals.Count, arrivals.Count(a => !(a.Until <= start)), terms.Select(t => (t, arrivals.Count(a => a.Until is null || a.Until > t))));
        return new DrainPicture(start, end)
        {
            Waiting = waiting,
            WaitingArea = $"{waiting} V{Height} H0 Z",
            Allowed = allowed,
            Most = arrivals.Count,
            FirstLate = forecast.FirstAtRisk is { } late ? (Percent(scale.X(late.Until is { } until && until > start ? until : start)), 100.0 * arrivals.Count(a => a.SentAt < (late.Until ?? start)) / arrivals.Count) : null,
            Ticks = [.. Marks.Where(m => start + m.After < end).Select(m => (Percent(scale.X(start + m.After)), m.Label))],
            Levels = LevelsOf(arrivals.Count),
            Terms = [.. terms.Select(t => (Percent(scale.X(t)), WarsawTime.LastDayBefore(t)))],
        };
    }

    /// <summary>Nothing, and steps of one, two or five times a power of ten up to the whole.</summary>
    private static List<(double Y, int Count)> LevelsOf(int most)
    {
        long step = 1;
        for (var i = 0; most / step >= MostLevels; i++) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        var levels = new List<(double Y, int Count)>();
        for (var count = 0L; count <= most; count += step) levels.Add((100 - (100.0 * count / most), (int)count));
        return levels;
    }

    private static string Stairs(DrainPicture scale, int most, int first, IEnumerable<(Instant At, int Left)> steps)
    {
        string Y(int count) => Text(Height - ((double)count / most * Height));
        var path = new StringBuilder($"M0 {Y(first)}");
        foreach (var (at, left) in steps) path.Append(CultureInfo.InvariantCulture, $" H{Text(scale.X(at))} V{Y(left)}");
        return path.Append(CultureInfo.InvariantCulture, $" H{Width}").ToString();
    }

    private double X(Instant at) => Math.Clamp(Math.Log(1 + Math.Max(0, (at - _start).TotalSeconds)) / _longest * Width, 0, Width);

    private static double Percent(double x) => x * 100 / Width;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
