using Ksef.Offline.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli;

/// <summary>A day in Poland given as an option.</summary>
internal static class DayText
{
    public static LocalDate Read(string option, string text)
    {
        var day = LocalDatePattern.Iso.Parse(text);
        return day.Success ? day.Value : throw new UsageException($"{option} takes a date yyyy-MM-dd, not '{text}'.");
    }

    public static LocalDate? ReadOrNull(string option, string? text) => text is null ? null : Read(option, text);

    public static LocalDate Today => WarsawTime.DateOf(SystemClock.Instance.GetCurrentInstant());
}
