using System.Globalization;
using Ksef.Offline.Calendars;
using NodaTime;
using Panel.Shared;

namespace Panel.Incidents;

/// <summary>A stretch of time laid over the width of a picture, in per cent: pictures need no script and no scaled letters to fit any screen.</summary>
public sealed class TimeAxis
{
    private readonly Instant _from;
    private readonly Duration _length;

    /// <summary>Covers everything given, with a little air on both sides.</summary>
    public TimeAxis(IEnumerable<Instant> covered)
    {
        var moments = covered.ToList();
        var (first, last) = (moments.Min(), moments.Max());
        var air = Duration.Max((last - first) / 25, Duration.FromMinutes(10));
        _from = first - air;
        _length = last + air - _from;
    }

    public double X(Instant at) => Math.Clamp((at - _from).TotalSeconds / _length.TotalSeconds * 100, 0, 100);

    /// <summary>Four marks, the outer ones a little inside the picture.</summary>
    public IEnumerable<(double X, string Label, string Anchor)> Ticks(Language language)
    {
        for (var i = 0; i < 4; i++)
        {
            var x = 2 + (i * 32.0);
            var at = _from + (_length * (x / 100));
            yield return (x, Label(WarsawTime.ToLocal(at), language), i == 0 ? "start" : i == 3 ? "end" : "middle");
        }
    }

    private string Label(LocalDateTime at, Language language)
    {
        var time = at.ToString("HH:mm", CultureInfo.InvariantCulture);
        return _length < Duration.FromDays(1) ? time : _length < Duration.FromDays(4) ? $"{TimeText.ShortDay(at.Date, language)} {time}" : TimeText.ShortDay(at.Date, language);
    }
}
