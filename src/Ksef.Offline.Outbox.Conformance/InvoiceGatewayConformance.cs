using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every gateway must do: marks before effects, one outcome for each invoice, nothing accepted twice, no trouble that turns into an exception.</summary>
public abstract class InvoiceGatewayConformance : IAsyncLifetime
{
    private const int Patience = 60;
    private KsefUnderTest _ksef = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a gateway and a KSeF that has accepted nothing yet.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    protected abstract Task<KsefUnderTest> StartAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _ksef = await StartAsync(Cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ksef.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A good invoice gets its number, the one that KSeF gave.</summary>
    [Theory]
    [InlineData(SendingWay.Interactive)]
    [InlineData(SendingWay.Batch)]
    public async Task A_good_invoice_gets_the_number_that_KSeF_gave(SendingWay way)
    {
        var item = Item(_ksef.Issue("FV/1"));
        var accepted = Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(item, Assert.Single(await SendAsync(way, new Marks(), item))));
        Assert.Equal((item.Key, item.Hash, accepted.Number), Assert.Single(await _ksef.AcceptedAsync(Cancel)));
    }

    /// <summary>A batch gives one outcome for each invoice, in their order, refused ones among them.</summary>
    [Fact]
    public async Task A_batch_gives_one_outcome_for_each_invoice_in_order()
    {
        var items = Enumerable.Range(1, 5).Select(i => Item(i == 3 ? _ksef.IssueMalformed("FV/3") : _ksef.Issue($"FV/{i}"))).ToArray();
        var outcomes = await SendAsync(SendingWay.Batch, new Marks(), items);
        Assert.Equal(items.Select(i => i.Key), outcomes.Select(o => o.Key));
        foreach (var (item, outcome) in items.Zip(outcomes))
        {
            var settled = await SettledAsync(item, outcome);
            if (item == items[2]) Assert.Equal(RejectionKind.Technical, Assert.IsType<GatewayOutcome.Rejected>(settled).Kind);
            else Assert.IsType<GatewayOutcome.Accepted>(settled);
        }
        Assert.Equal(4, (await _ksef.AcceptedAsync(Cancel)).Count);
    }

    /// <summary>The mark before sending is written before KSeF can have the invoice, and it names the invoice.</summary>
    [Theory]
    [InlineData(SendingWay.Interactive)]
    [InlineData(SendingWay.Batch)]
    public async Task The_mark_before_sending_is_written_before_KSeF_has_the_invoice(SendingWay way)
    {
        var item = Item(_ksef.Issue("FV/1"));
        var there = new List<int>();
        var marks = new Marks { OnMark = async mark => { if (mark.Step == AttemptStep.Sending) there.Add((await _ksef.AcceptedAsync(Cancel)).Count); } };
        await SettledAsync(item, Assert.Single(await SendAsync(way, marks, item)));
        Assert.Equal([0], there);
        Assert.Contains(item.Key, marks.Written.Single(m => m.Step == AttemptStep.Sending).Invoices);
        Assert.NotNull(marks.Written[^1].Reference.Session);
    }

    /// <summary>A mark that cannot be written stops the sending before the call.</summary>
    [Theory]
    [InlineData(SendingWay.Interactive)]
    [InlineData(SendingWay.Batch)]
    public async Task A_mark_that_cannot_be_written_stops_the_sending(SendingWay way)
    {
        var item = Item(_ksef.Issue("FV/1"));
        var marks = new Marks { OnMark = mark => mark.Step == AttemptStep.Sending ? throw new IOException("the disk is full") : Task.CompletedTask };
        Assert.IsType<GatewayOutcome.NotSent>(Assert.Single(await SendAsync(way, marks, item)));
        await _ksef.LetTimePassAsync(Cancel);
        Assert.Empty(await _ksef.AcceptedAsync(Cancel));
    }

    /// <summary>A lost answer is not called "not sent"; it is settled, and KSeF has the invoice once.</summary>
    [Theory]
    [InlineData(SendingWay.Interactive)]
    [InlineData(SendingWay.Batch)]
    public async Task A_lost_answer_is_settled_and_the_invoice_is_there_once(SendingWay way)
    {
        var item = Item(_ksef.Issue("FV/1"));
        await _ksef.ArrangeAsync(GatewayTrouble.AnswerLost, Cancel);
        var outcome = Assert.Single(await SendAsync(way, new Marks(), item));
        Assert.IsNotType<GatewayOutcome.NotSent>(outcome);
        Assert.IsNotType<GatewayOutcome.Rejected>(outcome);
        await _ksef.ArrangeAsync(GatewayTrouble.None, Cancel);
        var accepted = Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(item, outcome));
        Assert.Equal((item.Key, item.Hash, accepted.Number), Assert.Single(await _ksef.AcceptedAsync(Cancel)));
    }

    /// <summary>What never arrived is proven absent, and goes out once when it is sent again.</summary>
    [Theory]
    [InlineData(SendingWay.Interactive)]
    [InlineData(SendingWay.Batch)]
    public async Task What_never_arrived_is_proven_absent_and_can_be_sent_again(SendingWay way)
    {
        var item = Item(_ksef.Issue("FV/1"));
        await _ksef.ArrangeAsync(GatewayTrouble.NeverArrives, Cancel);
        var marks = new Marks();
        var outcome = Assert.Single(await SendAsync(way, marks, item));
        await _ksef.ArrangeAsync(GatewayTrouble.None, Cancel);
        Assert.IsType<GatewayOutcome.NotSent>(await SettledAsync(item with { LastAttemptAt = marks.SendingAt }, outcome));
        Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(item, Assert.Single(await SendAsync(way, new Marks(), item))));
        Assert.Single(await _ksef.AcceptedAsync(Cancel));
    }

    /// <summary>The same file once more, as after a restored backup, is the same acceptance with the same number.</summary>
    [Fact]
    public async Task The_same_file_once_more_is_the_same_acceptance()
    {
        var item = Item(_ksef.Issue("FV/1"));
        var first = Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(item, Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), item))));
        var second = Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(item, Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), item))));
        Assert.Equal(first.Number, second.Number);
        Assert.Single(await _ksef.AcceptedAsync(Cancel));
    }

    /// <summary>Another file with the same number is a collision that names the document in KSeF, never a success.</summary>
    [Fact]
    public async Task Another_file_with_the_same_number_is_a_collision()
    {
        var (first, second) = (Item(_ksef.Issue("FV/1")), Item(_ksef.Issue("FV/1", variant: 1)));
        var accepted = Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(first, Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), first))));
        var refused = Assert.IsType<GatewayOutcome.Rejected>(await SettledAsync(second, Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), second))));
        Assert.Equal((RejectionKind.NumberCollision, (KsefNumber?)accepted.Number), (refused.Kind, refused.Original));
    }

    /// <summary>A KSeF that does not answer is an outcome, not an exception, and the invoice was not sent.</summary>
    [Theory]
    [InlineData(GatewayTrouble.Unreachable)]
    [InlineData(GatewayTrouble.LoginRefused)]
    public async Task A_KSeF_that_cannot_be_used_is_an_outcome(GatewayTrouble trouble)
    {
        var item = Item(_ksef.Issue("FV/1"));
        await _ksef.ArrangeAsync(trouble, Cancel);
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), item)));
        Assert.NotEmpty(outcome.Reason);
        Assert.Equal(trouble == GatewayTrouble.LoginRefused, outcome.NeedsPerson);
    }

    /// <summary>While KSeF does not decide the outcome stays pending; asking sends nothing.</summary>
    [Fact]
    public async Task While_KSeF_does_not_decide_the_outcome_stays_pending()
    {
        var item = Item(_ksef.Issue("FV/1"));
        await _ksef.ArrangeAsync(GatewayTrouble.Slow, Cancel);
        var pending = Assert.IsType<GatewayOutcome.Pending>(Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), item)));
        await _ksef.LetTimePassAsync(Cancel);
        var still = Assert.Single(await FindAsync(item with { Reference = pending.Reference }));
        Assert.IsType<GatewayOutcome.Pending>(still);
        await _ksef.ArrangeAsync(GatewayTrouble.None, Cancel);
        Assert.IsType<GatewayOutcome.Accepted>(await SettledAsync(item, still));
        Assert.Single(await _ksef.AcceptedAsync(Cancel));
    }

    /// <summary>Too many calls: not sent, with the time that KSeF named.</summary>
    [Fact]
    public async Task Too_many_calls_is_not_sent_with_a_time_to_come_back()
    {
        var item = Item(_ksef.Issue("FV/1"));
        await _ksef.ArrangeAsync(GatewayTrouble.TooManyCalls, Cancel);
        Assert.NotNull(Assert.IsType<GatewayOutcome.NotSent>(Assert.Single(await SendAsync(SendingWay.Interactive, new Marks(), item))).RetryAfter);
        Assert.Empty(await _ksef.AcceptedAsync(Cancel));
    }

    /// <summary>What nobody ever sent is absent.</summary>
    [Fact]
    public async Task What_nobody_ever_sent_is_absent()
    {
        await _ksef.LetTimePassAsync(Cancel);
        Assert.IsType<GatewayOutcome.NotSent>(Assert.Single(await FindAsync(Item(_ksef.Issue("FV/1")))));
    }

    private static ConsignmentItem Item(IssuedInvoice invoice) => new(invoice.Key, invoice.Bytes, invoice.Hash, invoice.IssueDate);

    private Task<IReadOnlyList<GatewayOutcome>> SendAsync(SendingWay way, IAttemptLog log, params ConsignmentItem[] items) =>
        _ksef.Gateway.SubmitAsync(new Consignment(_ksef.Taxpayer, way, Offline: true, items), log, Cancel);

    private Task<IReadOnlyList<GatewayOutcome>> FindAsync(ConsignmentItem item) => _ksef.Gateway.FindAsync(_ksef.Taxpayer, [item], Cancel);

    // Asks until KSeF has decided, as a dispatcher does, with every reference known by then.
    private async Task<GatewayOutcome> SettledAsync(ConsignmentItem item, GatewayOutcome outcome)
    {
        for (var i = 0; i < Patience && outcome is GatewayOutcome.Pending or GatewayOutcome.Unknown; i++)
        {
            item = item with { Reference = outcome switch { GatewayOutcome.Pending p => p.Reference, GatewayOutcome.Unknown u => u.Reference, _ => item.Reference } };
            await _ksef.LetTimePassAsync(Cancel);
            outcome = Assert.Single(await FindAsync(item));
        }
        return outcome;
    }

    private sealed class Marks : IAttemptLog
    {
        public List<AttemptMark> Written { get; } = [];

        public Func<AttemptMark, Task>? OnMark { get; init; }

        public NodaTime.Instant? SendingAt => Written.LastOrDefault(m => m.Step == AttemptStep.Sending)?.At;

        public async Task RecordAsync(AttemptMark mark, CancellationToken cancellationToken)
        {
            if (OnMark is { } act) await act(mark);
            Written.Add(mark);
        }
    }
}
