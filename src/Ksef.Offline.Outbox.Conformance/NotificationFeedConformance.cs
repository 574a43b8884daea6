using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every notification feed must do: nothing is lost, what is not acknowledged comes again.</summary>
public abstract class NotificationFeedConformance : OutboxConformance
{
    private INotificationFeed Feed => Outbox.Notifications;

    /// <summary>In order; hidden while in hand; given out again when not acknowledged; never after that.</summary>
    [Fact]
    public async Task What_is_not_acknowledged_comes_again_and_what_is_does_not()
    {
        await NotifyAsync("one", "two", "three");
        var first = await Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 2, Cancel);
        Assert.Equal(["one", "two"], first.Select(n => n.Text));
        Assert.Equal(["three"], (await Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 2, Cancel)).Select(n => n.Text));
        Assert.Empty(await Feed.TakeAsync(Specimen.Noon + Specimen.Lease - Duration.FromTicks(1), Specimen.Lease, 2, Cancel));
        await Feed.AcknowledgeAsync([first[0].Id, long.MaxValue], Cancel);
        var later = await Feed.TakeAsync(Specimen.Noon + Specimen.Lease, Specimen.Lease, 10, Cancel);
        Assert.Equal(["two", "three"], later.Select(n => n.Text));
        Assert.Equal(first[1], later[0]);
        await Feed.AcknowledgeAsync([.. later.Select(n => n.Id)], Cancel);
        Assert.Empty(await Feed.TakeAsync(Specimen.Noon + Duration.FromDays(1), Specimen.Lease, 10, Cancel));
    }

    /// <summary>Ids grow, and are not used again after everything was acknowledged.</summary>
    [Fact]
    public async Task Ids_grow_even_after_everything_was_acknowledged()
    {
        await NotifyAsync("one");
        var first = Assert.Single(await Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel));
        await Feed.AcknowledgeAsync([first.Id], Cancel);
        await NotifyAsync("two");
        Assert.True(Assert.Single(await Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel)).Id > first.Id);
    }

    /// <summary>Receivers at once never have the same in hand.</summary>
    [Fact]
    public async Task Receivers_at_once_never_share_a_notification()
    {
        await NotifyAsync([.. Enumerable.Range(0, 100).Select(i => $"text {i}")]);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel), Cancel)));
        var ids = taken.SelectMany(t => t).Select(n => n.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>A cancelled token hides nothing; nothing at all is asked of nobody.</summary>
    [Fact]
    public async Task A_cancelled_token_hides_nothing()
    {
        await NotifyAsync("one");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 10, new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 0, Cancel));
        Assert.Single(await Feed.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel));
    }

    private async Task NotifyAsync(params string[] texts)
    {
        await Outbox.Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        var leased = Assert.Single(await Outbox.Store.LeaseAsync(Specimen.Request(Specimen.Noon) with { Keys = [Specimen.Key("FV/1")] }, Cancel));
        var drafts = texts.Select(t => new NotificationDraft(NotificationKind.NeedsDecision, Specimen.Noon, t)).ToList();
        Assert.Equal([true], await Outbox.Store.CommitAsync([new LeaseCommit(leased, new Transition(leased.Entry, [], drafts))], Specimen.Noon, Cancel));
    }
}
