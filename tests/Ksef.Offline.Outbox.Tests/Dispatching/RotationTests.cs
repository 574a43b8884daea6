using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Tests.Samples;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>Whose turn it is, step by step.</summary>
public sealed class RotationTests
{
    private readonly House _house = new();

    private Instant Now => _house.Now;

    [Fact]
    public void Taxpayers_come_in_a_circle()
    {
        var (rotation, lanes) = Rotation(3, workers: 2);
        foreach (var expected in new[] { 0, 1, 2, 0, 1 })
        {
            Assert.Same(lanes[expected], rotation.Next(Now));
            rotation.Done(lanes[expected], rest: false, null, Now);
        }
    }

    [Fact]
    public void One_at_whom_nobody_works_comes_before_one_at_whom_somebody_does()
    {
        var (rotation, lanes) = Rotation(2, workers: 3);
        Assert.Same(lanes[0], rotation.Next(Now));
        Assert.Same(lanes[1], rotation.Next(Now));
        rotation.Done(lanes[1], rest: false, null, Now);
        // The circle would say the first again.
        Assert.Same(lanes[1], rotation.Next(Now));
        Assert.Same(lanes[0], rotation.Next(Now));
    }

    [Fact]
    public void Where_there_are_several_taxpayers_one_worker_is_kept_from_each()
    {
        var (rotation, lanes) = Rotation(2, workers: 2);
        Assert.Same(lanes[0], rotation.Next(Now));
        rotation.Done(lanes[1], rest: true, null, Now);
        Assert.Null(rotation.Next(Now));
        var (alone, only) = Rotation(1, workers: 2);
        Assert.Same(only[0], alone.Next(Now));
        Assert.Same(only[0], alone.Next(Now));
    }

    [Fact]
    public async Task Who_waits_for_a_place_is_woken_when_one_becomes_free()
    {
        var (rotation, lanes) = Rotation(2, workers: 2);
        Assert.Same(lanes[0], rotation.Next(Now));
        Assert.Same(lanes[1], rotation.Next(Now));
        var waiting = rotation.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        rotation.Done(lanes[1], rest: false, null, Now);
        await waiting.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Same(lanes[1], rotation.Next(Now));
    }

    [Fact]
    public void Who_has_no_work_rests_for_a_pause_or_until_the_next_attempt_that_is_known_of()
    {
        var (rotation, lanes) = Rotation(1, workers: 1);
        var pause = _house.Options.IdleDelay;
        Assert.NotNull(rotation.Next(Now));
        rotation.Done(lanes[0], rest: true, null, Now);
        Assert.Null(rotation.Next(Now + pause - Duration.Epsilon));
        Assert.NotNull(rotation.Next(Now + pause));
        rotation.Done(lanes[0], rest: false, Now + Duration.FromSeconds(2), Now);
        Assert.NotNull(rotation.Next(Now));
        rotation.Done(lanes[0], rest: true, null, Now);
        Assert.Null(rotation.Next(Now + Duration.FromSeconds(1)));
        Assert.NotNull(rotation.Next(Now + Duration.FromSeconds(2)));
        // That attempt was made: from then on it is a pause again.
        rotation.Done(lanes[0], rest: true, null, Now + Duration.FromSeconds(2));
        Assert.Null(rotation.Next(Now + Duration.FromSeconds(3)));
    }

    [Fact]
    public void A_clock_that_jumped_back_ends_every_rest()
    {
        var (rotation, lanes) = Rotation(1, workers: 1);
        Assert.NotNull(rotation.Next(Now));
        rotation.Done(lanes[0], rest: true, null, Now);
        Assert.NotNull(rotation.Next(Now - Duration.FromHours(1)));
    }

    [Fact]
    public void Others_wait_where_nobody_works_for_them_and_they_do_not_rest()
    {
        var (rotation, lanes) = Rotation(2, workers: 3);
        Assert.Same(lanes[0], rotation.Next(Now));
        Assert.True(rotation.OthersWait(lanes[0], Now));
        Assert.Same(lanes[1], rotation.Next(Now));
        Assert.False(rotation.OthersWait(lanes[0], Now));
        rotation.Done(lanes[1], rest: true, null, Now);
        Assert.False(rotation.OthersWait(lanes[0], Now));
        rotation.Wake();
        Assert.True(rotation.OthersWait(lanes[0], Now));
    }

    private (Rotation Rotation, TaxpayerLane[] Lanes) Rotation(int count, int workers)
    {
        TaxpayerLane[] lanes = [.. Enumerable.Range(0, count).Select(i => new TaxpayerLane(SampleEntries.Taxpayer with { Taxpayer = "t" + i }, _house.Ksef))];
        var context = new DispatcherContext
        {
            Store = _house.Outbox.Store,
            Announcements = new AnnouncementBook(_house.Outbox.Announcements),
            Deadlines = new DeadlineEngine(),
            Options = _house.Options with { Workers = workers },
            Time = _house.Time,
            Logger = NullLogger.Instance,
            Progress = null,
            Random = new Random(1),
        };
        return (new Rotation(lanes, context), lanes);
    }
}
