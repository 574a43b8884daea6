using Ksef.Offline.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Panel.Shared;

/// <summary>A moment as a person types it: Warsaw's wall clock, to the minute. An hour that a change of clocks skips is moved on, one that it repeats is the first.</summary>
internal static class WarsawMoment
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static Instant? Read(string? text) => Pattern.Parse((text ?? "").Trim()) is { Success: true, Value: var moment } && moment.Year is >= 1900 and <= 2299 ? moment.InZoneLeniently(WarsawTime.Zone).ToInstant() : null;
}
