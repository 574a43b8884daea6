using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Outbox.Evidence;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Alerts;

/// <summary>One notifier that fails or hangs, and one process beside another: nobody hears twice, nobody waits for the other.</summary>
public sealed class DeliveryTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AlertRules NoReport => new() { DailyReportHour = null };

    [Fact]
    public async Task A_notifier_that_fails_keeps_no_other_from_hearing_and_is_asked_again_alone()
    {
        var (fails, works) = (new House.Recorder { Fails = new IOException("mail server away") }, new House.Recorder());
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromHours(5));
        using var desk = new AlertDesk(_house.Shop, [fails, works], NoReport);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(0, await desk.RunRoundAsync(Cancel));
            Assert.Equal([AlertKind.NumberAssigned, AlertKind.DeadlineAtRisk], works.Kinds);
            _house.Time.Advance(TimeSpan.FromMinutes(2));
        }
        fails.Fails = null;
        Assert.Equal(2, await desk.RunRoundAsync(Cancel));
        Assert.Equal([AlertKind.NumberAssigned, AlertKind.DeadlineAtRisk], fails.Kinds);
        Assert.Equal(2, works.Alerts.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_notifier_that_hangs_is_given_up_and_not_called_again_until_it_is_back(bool blocks)
    {
        using var hangs = new Hanging(blocks);
        var works = new House.Recorder();
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        using var desk = new AlertDesk(_house.Shop, [hangs, works], NoReport);
        Assert.Equal(0, await RunAsync(desk));
        Assert.Equal(0, await RunAsync(desk)); // its notifications are hidden, and nothing waits
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await RunAsync(desk));
        Assert.Equal((1, 2), (hangs.Calls, works.Alerts.Count));
        hangs.Release();
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        while (await desk.RunRoundAsync(Cancel) == 0) _house.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, works.Alerts.Count);
        Assert.Equal(["FV/1", "FV/2"], hangs.Heard.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_notifier_of_one_taxpayer_that_hangs_does_not_silence_another_that_shares_the_outbox()
    {
        using var hangs = new Hanging(blocks: true);
        var other = _house.Taxpayer("other", "1111111111");
        await other.IssueAsync(_house.Draft("B/1", "1111111111"), cancellationToken: Cancel);
        await other.SendDueAsync(cancellationToken: Cancel);
        await _house.Shop.IssueAsync(_house.Draft("A/1"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        using var broken = new AlertDesk(other, [hangs], NoReport);
        var (desk, heard) = _house.Desk(others: name => name == "other" ? broken : null);
        Assert.Equal(1, await RunAsync(desk));
        Assert.Equal("A/1", Assert.Single(heard.Alerts).Invoice!.Value.Number);
        hangs.Release();
    }

    [Fact]
    public async Task Of_two_processes_in_the_same_second_one_tells()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromHours(5));
        var (second, heardBySecond) = _house.Desk(rules: new AlertRules { SweepInterval = Duration.FromSeconds(5) });
        var first = new Meanwhile(async () =>
        {
            // The other process looks while this one is still talking to its mail server.
            Assert.Equal(0, await second.RunRoundAsync(Cancel));
            _house.Time.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal(0, await second.RunRoundAsync(Cancel));
        });
        using var desk = new AlertDesk(_house.Shop, [first]);
        Assert.Equal(2, await desk.RunRoundAsync(Cancel));
        for (var minute = 0; minute < 6; minute++)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(0, await second.RunRoundAsync(Cancel));
            Assert.Equal(0, await desk.RunRoundAsync(Cancel));
        }
        Assert.Equal([AlertKind.DeadlineAtRisk, AlertKind.DailyReport], first.Heard);
        Assert.Empty(heardBySecond.Alerts);
    }

    [Fact]
    public async Task Another_process_takes_over_from_one_that_died_while_telling_or_cannot_tell()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromHours(5));
        var (dies, heardByDying) = _house.Desk();
        heardByDying.Fails = new IOException("mail server away");
        Assert.Equal(0, await dies.RunRoundAsync(Cancel));
        var (other, heard) = _house.Desk();
        Assert.Equal(0, await other.RunRoundAsync(Cancel)); // it may still be telling
        _house.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, await dies.RunRoundAsync(Cancel)); // it cannot, and does not prolong its turn
        Assert.Equal(0, await other.RunRoundAsync(Cancel));
        _house.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await other.RunRoundAsync(Cancel));
        Assert.Equal(AlertKind.DeadlineAtRisk, Assert.Single(heard.Alerts).Kind);
        heardByDying.Fails = null;
        _house.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await dies.RunRoundAsync(Cancel));
    }

    [Fact]
    public async Task A_process_that_goes_on_telling_keeps_its_turn()
    {
        _house.Time.Advance(TimeSpan.FromHours(5));
        var (first, heard) = _house.Desk();
        foreach (var number in new[] { "FV/1", "FV/2" })
        {
            await _house.Shop.IssueAsync(_house.Draft(number), cancellationToken: Cancel); // at risk from the start
            Assert.Equal(1, await first.RunRoundAsync(Cancel));
            _house.Time.Advance(TimeSpan.FromMinutes(3));
        }
        await _house.Shop.IssueAsync(_house.Draft("FV/3"), cancellationToken: Cancel);
        var (second, _) = _house.Desk();
        Assert.Equal(0, await second.RunRoundAsync(Cancel));
        Assert.Equal(1, await first.RunRoundAsync(Cancel));
        Assert.Equal(3, heard.Alerts.Count);
    }

    [Fact]
    public async Task Deadlines_are_looked_at_once_an_interval_and_at_once_when_the_clock_jumped_back()
    {
        _house.Time.Advance(TimeSpan.FromHours(5));
        var (desk, heard) = _house.Desk();
        Assert.Equal(0, await desk.RunRoundAsync(Cancel));
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await desk.RunRoundAsync(Cancel));
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await desk.RunRoundAsync(Cancel));
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        _house.Time.Jump(_house.Time.GetUtcNow().AddHours(-2));
        Assert.Equal(1, await desk.RunRoundAsync(Cancel));
        Assert.Equal(2, heard.Alerts.Count);
    }

    [Fact]
    public async Task Notifications_of_a_taxpayer_without_a_notifier_are_left_to_the_application()
    {
        var other = _house.Taxpayer("other", "1111111111");
        await other.IssueAsync(_house.Draft("B/1", "1111111111"), cancellationToken: Cancel);
        await other.SendDueAsync(cancellationToken: Cancel);
        using var silent = new AlertDesk(other, [], NoReport);
        Assert.Equal(0, await _house.Desk(others: _ => silent).Desk.RunRoundAsync(Cancel));
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEmpty(await _house.Outbox.Notifications.TakeAsync(_house.Time.GetUtcNow().ToInstant(), Duration.FromMinutes(1), 10, Cancel));
    }

    [Fact]
    public async Task A_turn_of_a_process_whose_clock_was_ahead_is_over()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        var now = _house.Time.GetUtcNow();
        _house.Time.Jump(now.AddHours(30));
        var (ahead, heardAhead) = _house.Desk();
        heardAhead.Fails = new IOException("mail server away");
        await ahead.RunRoundAsync(Cancel);
        _house.Time.Jump(now.AddHours(5));
        var (desk, heard) = _house.Desk();
        Assert.Equal(1, await desk.RunRoundAsync(Cancel));
        Assert.Single(heard.Alerts);
    }

    [Fact]
    public async Task Turns_lie_in_a_chain_of_their_own_that_verifies()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromHours(5));
        await _house.Desk().Desk.RunRoundAsync(Cancel);
        var chain = new List<EvidenceRecord>();
        await foreach (var record in _house.Outbox.Evidence.ReadAsync("alerts/shop/turns", Cancel)) chain.Add(record);
        Assert.Single(chain);
        Assert.Null(EvidenceChains.FirstBroken(chain));
    }

    [Theory]
    [InlineData("ReportTo", "ReportTo 'x' must hold addresses")]
    [InlineData("ReportFrom", "ReportFrom 'a@b, c@d' must hold one address")]
    [InlineData("DailyReportHour", "DailyReportHour (24) must lie between 0 and 23")]
    [InlineData("JpkFilingDay", "JpkFilingDay (29) must lie between 1 and 28")]
    [InlineData("SweepInterval", "SweepInterval (0:00:00:00) must be positive")]
    [InlineData("DeliveryTimeout", "DeliveryTimeout (0:00:02:00) must be positive and at most 0:00:01:00")]
    public void Rules_that_cannot_be_kept_are_refused_with_the_value(string rule, string message)
    {
        var rules = rule switch
        {
            "ReportTo" => new AlertRules { ReportTo = "x" },
            "ReportFrom" => new AlertRules { ReportFrom = "a@b, c@d" },
            "DailyReportHour" => new AlertRules { DailyReportHour = 24 },
            "JpkFilingDay" => new AlertRules { JpkFilingDay = 29 },
            "SweepInterval" => new AlertRules { SweepInterval = Duration.Zero },
            _ => new AlertRules { DeliveryTimeout = Duration.FromMinutes(2) },
        };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new AlertDesk(_house.Shop, [], rules)).Message, StringComparison.Ordinal);
    }

    /// <summary>One round, with a clock that goes on while a notifier is waited for.</summary>
    private async Task<int> RunAsync(AlertDesk desk)
    {
        var round = desk.RunRoundAsync(Cancel);
        while (!round.IsCompleted)
        {
            if (_house.Time.NextTimer is not null) _house.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(round, Task.Delay(1, Cancel));
        }
        return await round;
    }

    private sealed class Hanging(bool blocks) : IAlertNotifier, IDisposable
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly TaskCompletionSource _released = new();

        public int Calls { get; private set; }

        public List<string> Heard { get; } = [];

        public void Release()
        {
            _open.Set();
            _released.TrySetResult();
        }

        public async Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
        {
            Calls++;
            Heard.Add(alert.Invoice!.Value.Number);
            if (blocks) _open.Wait(CancellationToken.None);
            else await _released.Task; // minds no token
        }

        public void Dispose()
        {
            Release();
            _open.Dispose();
        }
    }

    private sealed class Meanwhile(Func<Task> other) : IAlertNotifier
    {
        public List<AlertKind> Heard { get; } = [];

        public async Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
        {
            if (Heard.Count == 0) await other();
            Heard.Add(alert.Kind);
        }
    }
}
