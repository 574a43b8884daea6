using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using NodaTime;
using Panel.Drain;
using Panel.Incidents;
using Panel.Shared;

namespace Ksef.Offline.Panel.Tests;

/// <summary>What the pictures say must follow from the figures, whatever the figures are.</summary>
public sealed partial class DrainPictureTests
{
    private static readonly Instant Start = Instant.FromDateTimeOffset(RunningPanel.Now);

    /// <summary>Seconds until sent, and hours until the term: negative ones have passed, the last third of the range stands for none.</summary>
    private static readonly Arbitrary<(int Sent, int Term)[]> Queues = Gen.Choose(0, 500_000).Zip(Gen.Choose(-100, 1_000)).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary();

    [Fact]
    public void Both_stairs_only_go_down_and_stay_in_the_picture() => Prop.ForAll(Queues, queue =>
    {
        var picture = DrainPicture.Of(Forecast(queue), Start);
        foreach (var path in new[] { picture.Waiting, picture.Allowed })
        {
            var (x, y) = (0.0, -1.0);
            foreach (Match step in Step().Matches(path))
            {
                var value = double.Parse(step.Groups["value"].Value, CultureInfo.InvariantCulture);
                if (step.Groups["way"].Value == "H")
                {
                    Assert.InRange(value, x, DrainPicture.Width);
                    x = value;
                }
                else
                {
                    Assert.InRange(value, y, DrainPicture.Height);
                    y = value;
                }
            }
            Assert.Equal(DrainPicture.Width, x);
        }
        Assert.All(picture.Terms, t => Assert.InRange(t.X, 0, 100));
        Assert.All(picture.Ticks, t => Assert.InRange(t.X, 0, 100));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_alarm_rings_if_and_only_if_an_invoice_is_late() => Prop.ForAll(Queues, queue =>
    {
        var forecast = Forecast(queue);
        var picture = DrainPicture.Of(forecast, Start);
        Assert.Equal(forecast.IsInTime, picture.FirstLate is null);
        if (picture.FirstLate is not { } late) return;
        Assert.InRange(late.X, 0, 100);
        Assert.InRange(late.Y, 0, 100);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_axes_are_named_in_round_figures_and_no_name_touches_another() => Prop.ForAll(Queues, queue =>
    {
        var picture = DrainPicture.Of(Forecast(queue), Start);
        Assert.Equal((100.0, 0), picture.Levels[0]);
        Assert.InRange(picture.Levels.Count, 2, 6);
        Assert.All(picture.Levels, l => Assert.Equal(100 - (100.0 * l.Count / queue.Length), l.Y, 6));
        Assert.All(picture.Levels.Skip(1), l => Assert.Contains(picture.Levels[1].Count.ToString(CultureInfo.InvariantCulture).TrimEnd('0'), new[] { "1", "2", "5" }));
        Assert.True(queue.Length - picture.Levels[^1].Count < picture.Levels[1].Count);
        Assert.Equal(picture.Terms.Take(1), picture.NamedTerms.Where(n => n.OnAnyScreen).Take(1).Select(n => (n.X, n.LastDay))); // the nearest is always named
        Assert.All(picture.NamedTerms.Zip(picture.NamedTerms.Skip(1)), pair => Assert.True(pair.Second.X - pair.First.X >= 7));
        var narrow = picture.NamedTerms.Where(n => n.OnAnyScreen).ToList();
        Assert.All(narrow.Zip(narrow.Skip(1)), pair => Assert.True(pair.Second.X - pair.First.X >= 22));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_may_wait_begins_with_what_is_not_past()
    {
        var picture = DrainPicture.Of(Forecast([(10, -1), (20, 5), (30, 5), (40, 900)]), Start);
        Assert.StartsWith("M0 0 ", picture.Waiting, StringComparison.Ordinal);
        Assert.StartsWith("M0 55 ", picture.Allowed, StringComparison.Ordinal); // three of four
    }

    [Fact]
    public void A_time_line_keeps_the_order_of_moments() => Prop.ForAll(Queues, queue =>
    {
        var moments = queue.Select(q => Start + Duration.FromSeconds(q.Sent)).Order().ToList();
        var axis = new TimeAxis(moments);
        var places = moments.ConvertAll(axis.X);
        Assert.Equal(places.Order(), places);
        Assert.All(places, p => Assert.InRange(p, 0, 100));
        Assert.All(axis.Ticks(Language.Polish), t => Assert.InRange(t.X, 0, 100));
    }).QuickCheckThrowOnFailure();

    private static DrainForecast Forecast((int Sent, int Term)[] queue)
    {
        var arrivals = queue.Select((q, i) => new DrainArrival(
            Entries.Key(string.Create(CultureInfo.InvariantCulture, $"P/{i}")), SendingWay.Interactive, Start + Duration.FromSeconds(q.Sent), Start + Duration.FromSeconds(q.Sent + 1),
            q.Term > 700 ? null : Start + Duration.FromHours(q.Term))).ToList();
        return new DrainForecast(arrivals, arrivals.Max(a => a.DecidedAt), []);
    }

    [GeneratedRegex("(?<way>[HV])(?<value>[0-9.]+)")]
    private static partial Regex Step();
}
