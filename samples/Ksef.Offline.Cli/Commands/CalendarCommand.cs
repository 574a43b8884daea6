using System.CommandLine;
using System.Globalization;
using Ksef.Offline.Calendars;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>calendar YEAR</c>: the statutory days off of a year, with the law's names.</summary>
internal static class CalendarCommand
{
    public static Command Create()
    {
        var year = new Argument<string>("YEAR") { Description = $"The year, {PolishCalendar.FirstYear} to {PolishCalendar.LastYear}." };
        var command = new HelpfulCommand("calendar", "Lists the statutory days off of a year in Poland, ordinary Sundays left out.", "ksef-offline calendar 2026") { year };
        command.SetAction(parsed =>
        {
            foreach (var day in PolishCalendar.Default.DaysOff(Read(parsed.GetValue(year)!)))
            {
                var date = LocalDatePattern.Iso.Format(day.Date);
                if (day.Since is { } since) JsonLines.Write(new { date, name = day.Name, namePl = day.NamePl, since });
                else JsonLines.Write(new { date, name = day.Name, namePl = day.NamePl });
            }
            return ExitCode.Good;
        });
        return command;
    }

    private static int Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= PolishCalendar.FirstYear and <= PolishCalendar.LastYear
            ? year
            : throw new UsageException($"'{text}' is not a year of the calendar ({PolishCalendar.FirstYear} to {PolishCalendar.LastYear}).");
}
