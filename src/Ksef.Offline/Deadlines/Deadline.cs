using System.Globalization;
using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>The statutory deadline of sending one invoice to KSeF (<i>termin przesłania</i>): a date, or the reason why there is none.</summary>
/// <remarks>
/// A value to store and compare. Days are civil days in Europe/Warsaw; the duty lasts until the day is over (<see cref="Until"/>, exclusive).
/// <c>default</c> is <see cref="Invalid"/>. Immutable, thread-safe.
/// </remarks>
public readonly record struct Deadline
{
    private Deadline(DeadlineKind kind, LocalDate? due, LocalDate? stricter) => (Kind, Due, Stricter) = (kind, due, stricter);

    /// <summary>The mode cannot be used.</summary>
    public static Deadline Invalid => default;

    /// <summary>Which of the four answers this is.</summary>
    public DeadlineKind Kind { get; }

    /// <summary>The last day on which the invoice may be sent; a value if and only if <see cref="Kind"/> is <see cref="DeadlineKind.Due"/>.</summary>
    public LocalDate? Due { get; }

    /// <summary>The date under the strict readings together, only where it is earlier than the answer. Alerts and the dispatcher work to it.</summary>
    public LocalDate? Stricter { get; }

    /// <summary>The date to work to: <see cref="Stricter"/>, else <see cref="Due"/>; null where there is neither.</summary>
    public LocalDate? ActBy => Stricter ?? Due;

    /// <summary>The exclusive instant at which the duty's last day is over: 00:00 in Warsaw of the day after <see cref="Due"/>; null where there is no date.</summary>
    public Instant? Until => EndOf(Due);

    /// <summary>The exclusive instant at which the day of <see cref="ActBy"/> is over; null where there is no date.</summary>
    public Instant? ActUntil => EndOf(ActBy);

    /// <summary>A date.</summary>
    /// <param name="due">The last day.</param>
    /// <param name="stricter">The stricter date; it must be earlier.</param>
    /// <exception cref="ArgumentException"><paramref name="stricter"/> is not earlier than <paramref name="due"/>.</exception>
    public static Deadline On(LocalDate due, LocalDate? stricter = null) => stricter >= due
        ? throw new ArgumentException($"The stricter date {stricter:uuuu-MM-dd} must be earlier than the deadline {due:uuuu-MM-dd}.", nameof(stricter))
        : new Deadline(DeadlineKind.Due, due, stricter);

    /// <summary>The end of the failure or maintenance period is not known yet.</summary>
    /// <param name="stricter">The date under the strict readings, if any.</param>
    public static Deadline Awaiting(LocalDate? stricter = null) => new(DeadlineKind.AwaitingEnd, null, stricter);

    /// <summary>Nothing is ever sent.</summary>
    /// <param name="stricter">The date under the strict readings, if any: a reason for a person to look again.</param>
    public static Deadline None(LocalDate? stricter = null) => new(DeadlineKind.NoObligation, null, stricter);

    /// <summary>Where an unsent invoice stands at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="riskLead">How long before the last day is over the status becomes <see cref="DeadlineStatus.AtRisk"/>; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="riskLead"/> is negative.</exception>
    public DeadlineStanding StandingAt(Instant instant, Duration riskLead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(riskLead, Duration.Zero);
        var status = Until is { } until ? StatusAt(instant, until, Due!.Value, riskLead) : Kind switch
        {
            DeadlineKind.AwaitingEnd => DeadlineStatus.AwaitingEnd,
            DeadlineKind.NoObligation => DeadlineStatus.NoObligation,
            _ => DeadlineStatus.InvalidMode,
        };
        var alert = Stricter is { } stricter ? StatusAt(instant, ActUntil!.Value, stricter, riskLead) : status;
        var left = Until - instant;
        return new DeadlineStanding(status, alert, left, left <= Duration.Zero ? -left : null);
    }

    /// <summary>One word or date for a log, for example <c>2026-12-28 (stricter 2026-12-27)</c>, <c>awaiting</c>, <c>none</c> or <c>invalid</c>.</summary>
    public override string ToString()
    {
        var text = Kind switch
        {
            DeadlineKind.Due => string.Create(CultureInfo.InvariantCulture, $"{Due:uuuu-MM-dd}"),
            DeadlineKind.AwaitingEnd => "awaiting",
            DeadlineKind.NoObligation => "none",
            _ => "invalid",
        };
        return Stricter is { } stricter ? string.Create(CultureInfo.InvariantCulture, $"{text} (stricter {stricter:uuuu-MM-dd})") : text;
    }

    private static Instant? EndOf(LocalDate? day) => day is { } d ? WarsawTime.EndOf(d) : null;

    private static DeadlineStatus StatusAt(Instant instant, Instant until, LocalDate day, Duration riskLead)
    {
        if (instant >= until) return DeadlineStatus.Overdue;
        if (instant >= WarsawTime.StartOf(day)) return DeadlineStatus.LastDay;
        return until - instant <= riskLead ? DeadlineStatus.AtRisk : DeadlineStatus.InTime;
    }
}
