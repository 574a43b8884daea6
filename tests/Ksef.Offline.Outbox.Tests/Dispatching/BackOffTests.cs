using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>How long is waited after failures, and before KSeF is asked again.</summary>
public sealed class BackOffTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void It_doubles_up_to_the_greatest_and_half_of_it_is_chance() =>
        Prop.ForAll((from attempts in Gen.Choose(1, 100) from percent in Gen.Choose(0, 99) select (attempts, percent)).ToArbitrary(), c =>
        {
            var backOff = new BackOff { First = Duration.FromSeconds(5), Greatest = Duration.FromMinutes(15) };
            var full = 5.0;
            for (var i = 1; i < c.attempts && full < 900; i++) full *= 2;
            var seconds = Math.Min(full, 900) * (0.5 + (0.5 * c.percent / 100));
            return Math.Abs(backOff.After(c.attempts, c.percent / 100.0).TotalSeconds - seconds) < 0.001;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(40, 10)]
    [InlineData(3600, 900)]
    [InlineData(36000, 900)]
    public void KSeF_is_asked_again_after_a_quarter_of_the_time_that_it_has_had(int waited, int next)
    {
        var backOff = new BackOff();
        Assert.Equal(Duration.FromSeconds(next), backOff.Look(Duration.FromSeconds(waited), 0));
        Assert.Equal(Duration.FromSeconds(next * 1.2), backOff.Look(Duration.FromSeconds(waited), 0.8));
    }

    [Fact]
    public async Task Where_only_a_person_can_help_it_is_tried_again_after_the_greatest_delay_and_nothing_else_meanwhile()
    {
        await _house.EnqueueAsync(1, 2);
        _house.Ksef.Refuse = item => new GatewayOutcome.NotSent(item.Key, "the token was revoked", NeedsPerson: true);
        await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Single(_house.Ksef.Tried);
        foreach (var number in new[] { 1, 2 }) Assert.Equal(_house.Now + new BackOff().Greatest, (await _house.EntryAsync(number)).NextAttempt);
    }

    [Fact]
    public async Task What_a_search_proved_absent_is_sent_at_once_the_first_time_and_after_a_delay_later()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.Refuse = item => new GatewayOutcome.Unknown(item.Key, "time-out", default);
        var dispatcher = _house.Dispatcher();
        await dispatcher.RunRoundAsync(Token);
        _house.Time.Advance(TimeSpan.FromSeconds(2));
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal((OutboxState.Issued, (Instant?)null), ((await _house.EntryAsync(1)).State, (await _house.EntryAsync(1)).NextAttempt));
        await dispatcher.RunRoundAsync(Token);
        _house.Time.Advance(TimeSpan.FromSeconds(2));
        await dispatcher.RunRoundAsync(Token);
        var again = await _house.EntryAsync(1);
        Assert.Equal(OutboxState.Issued, again.State);
        Assert.True(again.NextAttempt > _house.Now + Duration.FromSeconds(5));
    }

    [Fact]
    public async Task A_search_is_given_every_reference_the_moment_and_the_printed_hash()
    {
        var printed = InvoiceHash.Of("printed"u8);
        await _house.Outbox.Store.EnqueueAsync(new(SampleEntries.Entry(1) with { Corrects = printed }, []), Token);
        var sent = _house.Now;
        _house.Ksef.Refuse = item => new GatewayOutcome.Unknown(item.Key, "time-out", new SubmissionReference(null, "I7"));
        await _house.Dispatcher().RunRoundAsync(Token);
        ConsignmentItem? asked = null;
        _house.Ksef.Find = item =>
        {
            asked = item;
            return null;
        };
        _house.Time.Advance(TimeSpan.FromSeconds(2));
        await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Equal((new SubmissionReference("S1", "I7"), (Instant?)sent, (InvoiceHash?)printed, SampleEntries.Entry(1).Hash), (asked!.Reference, asked.LastAttemptAt, asked.Corrects, asked.Hash));
    }

    [Fact]
    public async Task What_KSeF_took_over_is_asked_about_when_KSeF_says_if_that_is_later()
    {
        await _house.EnqueueAsync(1, 2);
        var wanted = _house.Now + Duration.FromMinutes(9);
        _house.Ksef.Refuse = item => new GatewayOutcome.Pending(item.Key, new SubmissionReference("S", null), item.Key == SampleEntries.Key(1) ? wanted : _house.Now);
        await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Equal(wanted, (await _house.EntryAsync(1)).NextAttempt);
        Assert.InRange((await _house.EntryAsync(2)).NextAttempt!.Value, _house.Now + Duration.FromSeconds(1), _house.Now + Duration.FromSeconds(2));
    }

    [Fact]
    public async Task A_number_without_a_UPO_is_asked_about_later_and_not_at_every_round()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.LateUpo = true;
        var asked = 0;
        _house.Ksef.Between = step => { if (step == "finding") asked++; };
        var dispatcher = _house.Dispatcher();
        await dispatcher.RunRoundAsync(Token);
        Assert.True((await _house.EntryAsync(1)).NextAttempt > _house.Now);
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal(0, asked);
        // Where even the search learns nothing, the next one comes later, and the number stays.
        _house.Ksef.Find = item => new GatewayOutcome.Unknown(item.Key, "down", default);
        _house.Time.Advance(TimeSpan.FromMinutes(5));
        await dispatcher.RunRoundAsync(Token);
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal(1, asked);
        var entry = await _house.EntryAsync(1);
        Assert.Equal((OutboxState.Accepted, true), (entry.State, entry.NextAttempt > _house.Now));
    }

    [Fact]
    public async Task Who_failed_together_comes_back_together()
    {
        await _house.EnqueueAsync([.. Enumerable.Range(1, 30)]);
        _house.Ksef.Refuse = item => new GatewayOutcome.NotSent(item.Key, "503");
        await _house.Dispatcher().RunRoundAsync(Token);
        var next = new HashSet<Instant?>();
        for (var i = 1; i <= 30; i++) next.Add((await _house.EntryAsync(i)).NextAttempt);
        Assert.Single(next);
    }
}
