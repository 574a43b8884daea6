using Ksef.Offline.Outbox.Sending;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every send budget must do: the windows slide, blocked groups wait, refused wishes take nothing.</summary>
public abstract class SendBudgetConformance : IAsyncLifetime
{
    private static readonly RateLimit Limit = new(3, 5, 8);
    private ISendBudget _budget = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a budget from which nothing was taken.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    protected abstract Task<ISendBudget> OpenBudgetAsync(CancellationToken cancellationToken);

    /// <summary>Removes what <see cref="OpenBudgetAsync"/> made.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _budget = await OpenBudgetAsync(Cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Each window says when it will have room. It may be held a little longer than KSeF holds it, never shorter.</summary>
    [Fact]
    public async Task The_windows_slide()
    {
        for (var i = 0; i < 3; i++) Assert.Null(await TakeAsync(0));
        Assert.InRange(await TakeAsync(0.5) ?? At(0), At(1), At(1.5));
        for (var i = 0; i < 2; i++) Assert.Null(await TakeAsync(2));
        Assert.InRange(await TakeAsync(10) ?? At(0), At(60), At(65));
        for (var i = 0; i < 3; i++) Assert.Null(await TakeAsync(70));
        Assert.InRange(await TakeAsync(200) ?? At(0), At(3600), At(3660));
        Assert.Null(await TakeAsync(3700));
    }

    /// <summary>Several calls fit together or not at all.</summary>
    [Fact]
    public async Task Several_calls_fit_together_or_not_at_all()
    {
        Assert.Null(await TakeAsync(0, calls: 2));
        Assert.InRange(await TakeAsync(0, calls: 2) ?? At(0), At(1), At(1.5));
        Assert.Null(await TakeAsync(0));
    }

    /// <summary>Contexts and groups do not share.</summary>
    [Fact]
    public async Task Contexts_and_groups_do_not_share()
    {
        Assert.Null(await TakeAsync(0, calls: 3));
        Assert.Null(await _budget.TryTakeAsync(new BudgetRequest("Nip:1111111111", "invoiceSend", Limit, 3), At(0), Cancel));
        Assert.Null(await _budget.TryTakeAsync(new BudgetRequest("Nip:5261040828", "onlineSession", Limit, 3), At(0), Cancel));
        Assert.NotNull(await TakeAsync(0));
    }

    /// <summary>After a refusal by KSeF nothing of the group goes out before the time it named; the longer block counts.</summary>
    [Fact]
    public async Task A_blocked_group_waits()
    {
        await _budget.BlockAsync(Request(), At(30), Cancel);
        await _budget.BlockAsync(Request(), At(20), Cancel);
        Assert.Equal(At(30), await TakeAsync(1));
        Assert.Null(await TakeAsync(30));
    }

    /// <summary>Many who ask at once never get more than the window holds.</summary>
    [Fact]
    public async Task Many_who_ask_at_once_get_no_more_than_the_window_holds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => TakeAsync(0), Cancel)));
        Assert.Equal(3, answers.Count(a => a is null));
    }

    /// <summary>A cancelled token takes nothing.</summary>
    [Fact]
    public async Task A_cancelled_token_takes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _budget.TryTakeAsync(Request(3), At(0), new CancellationToken(canceled: true)));
        Assert.Null(await TakeAsync(0, calls: 3));
    }

    private static Instant At(double seconds) => Specimen.Noon + Duration.FromSeconds(seconds);

    private static BudgetRequest Request(int calls = 1) => new("Nip:5261040828", "invoiceSend", Limit, calls);

    private Task<Instant?> TakeAsync(double seconds, int calls = 1) => _budget.TryTakeAsync(Request(calls), At(seconds), Cancel);
}
