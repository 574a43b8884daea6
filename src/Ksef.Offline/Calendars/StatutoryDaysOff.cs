using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>The statutory days off of Poland as dated data (Act of 18 January 1951 on days off from work, <i>ustawa o dniach wolnych od pracy</i>).</summary>
public static class StatutoryDaysOff
{
    internal const string ActPl = "art. 1 ustawy z dnia 18 stycznia 1951 r. o dniach wolnych od pracy";

    private const string Act = "Act of 18 January 1951 on days off, art. 1";

    /// <summary>All rules in force from 2006 on, in the order of the year.</summary>
    public static IReadOnlyList<DayOffRule> Rules { get; } =
    [
        .. new[]
        {
            DayOffRule.Every(1, 1, "New Year's Day", "Nowy Rok", Act),
            DayOffRule.Every(1, 6, "Epiphany", "Święto Trzech Króli", $"{Act}, as amended by the Act of 24 September 2010") with { Since = 2011, BasisPl = $"{ActPl}, zmienionej ustawą z dnia 24 września 2010 r." },
            DayOffRule.AfterEaster(0, "Easter Sunday", "Wielkanoc", Act),
            DayOffRule.AfterEaster(1, "Easter Monday", "Poniedziałek Wielkanocny", Act),
            DayOffRule.Every(5, 1, "Labour Day", "Święto Państwowe 1 Maja", Act),
            DayOffRule.Every(5, 3, "Constitution Day", "Święto Narodowe Trzeciego Maja", Act),
            DayOffRule.AfterEaster(49, "Pentecost", "Zielone Świątki", Act),
            DayOffRule.AfterEaster(60, "Corpus Christi", "Boże Ciało", Act),
            DayOffRule.Every(8, 15, "Assumption of Mary", "Wniebowzięcie Najświętszej Maryi Panny", Act),
            DayOffRule.Every(11, 1, "All Saints' Day", "Wszystkich Świętych", Act),
            DayOffRule.Every(11, 11, "Independence Day", "Narodowe Święto Niepodległości", Act),
            DayOffRule.Once(new LocalDate(2018, 11, 12), "Centenary of Independence", "Święto Narodowe z okazji Setnej Rocznicy Odzyskania Niepodległości", "Act of 7 November 2018 on the national holiday of 12 November 2018") with { BasisPl = "ustawa z dnia 7 listopada 2018 r. o święcie narodowym w dniu 12 listopada 2018 r." },
            DayOffRule.Every(12, 24, "Christmas Eve", "Wigilia Bożego Narodzenia", $"{Act}, as amended by the Act of 6 December 2024 (Dz.U. 2024 poz. 1965)") with { Since = 2025, BasisPl = $"{ActPl}, zmienionej ustawą z dnia 6 grudnia 2024 r. (Dz.U. 2024 poz. 1965)" },
            DayOffRule.Every(12, 25, "Christmas Day", "Boże Narodzenie (pierwszy dzień)", Act),
            DayOffRule.Every(12, 26, "Second Day of Christmas", "Boże Narodzenie (drugi dzień)", Act),
        }.Select(rule => rule.Basis == Act ? rule with { BasisPl = ActPl } : rule),
    ];
}
