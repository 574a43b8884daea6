using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>One statutory day off (<i>dzień ustawowo wolny od pracy</i>) on one date, with the law behind it.</summary>
/// <param name="Date">The date.</param>
/// <param name="Name">The English name, for example <c>Christmas Eve</c>.</param>
/// <param name="NamePl">The Polish name, for example <c>Wigilia Bożego Narodzenia</c>.</param>
/// <param name="Basis">The act that makes the day free.</param>
/// <param name="Since">The first year in which the day is free where the law was widened later (6 January: 2011; 24 December: 2025); null where it always was, or for a single day.</param>
public sealed record DayOff(LocalDate Date, string Name, string NamePl, string Basis, int? Since)
{
    /// <summary>The act that makes the day free, in Polish; the same as <see cref="Basis"/> where nobody gave another.</summary>
    public string BasisPl { get; init; } = Basis;
}
