using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>How a number of working days was counted: from which day, to which day, and what was skipped on the way.</summary>
/// <param name="From">The day of the event, which is never counted.</param>
/// <param name="WorkingDays">How many working days were counted.</param>
/// <param name="To">The last of them.</param>
/// <param name="Skipped">The days after <paramref name="From"/> and before <paramref name="To"/> that do not count, in order.</param>
public sealed record WorkingSpan(LocalDate From, int WorkingDays, LocalDate To, IReadOnlyList<SkippedDay> Skipped)
{
    /// <summary>The skipped days in English, for example <c>skipped: Sat, Sun, 24 Dec Christmas Eve (Wigilia Bożego Narodzenia), day off since 2025</c>; empty where none was.</summary>
    public string Description => Skipped.Count == 0 ? "" : "skipped: " + string.Join(", ", Skipped.Select(d => d.Reason));

    /// <summary>The skipped days in Polish; empty where none was.</summary>
    public string DescriptionPl => Skipped.Count == 0 ? "" : "pominięto: " + string.Join(", ", Skipped.Select(d => d.ReasonPl));
}
