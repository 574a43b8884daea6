using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

public sealed class InteractiveWayTests
{
    [Fact]
    public async Task A_client_that_was_disposed_first_does_not_break_the_disposing_of_the_gateway()
    {
        await using var bench = await Bench.StartAsync();
        await bench.SendAsync(SampleInvoice.Item("FV/1"));
        bench.Http.Dispose();
        await bench.Gateway.DisposeAsync();
        Assert.Contains(bench.Logger.Lines, l => l.Id == 6010);
    }

    [Fact]
    public async Task A_gateway_that_was_disposed_opens_nothing_any_more()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DriveAsync([SampleInvoice.Item("FV/1")]);
        await bench.Gateway.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.SendAsync(SampleInvoice.Item("FV/2")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.FindAsync(SampleInvoice.Item("FV/1")));
        Assert.Single(bench.Ksef.Invoices);
    }

    [Fact]
    public async Task An_invoice_goes_all_the_way_to_its_number_and_its_receipt()
    {
        await using var bench = await Bench.StartAsync();
        var item = SampleInvoice.Item("FV/1");

        var pending = Assert.IsType<GatewayOutcome.Pending>(await bench.SendAsync(item));
        var accepted = Assert.IsType<GatewayOutcome.Accepted>(await bench.FindAsync(item with { Reference = pending.Reference }));

        var there = Assert.Single(bench.Ksef.Invoices);
        Assert.Equal(there.KsefNumber, accepted.Number);
        Assert.Equal(item.Bytes.ToArray(), there.Bytes.ToArray());
        Assert.True(there.Offline);
        Assert.True(accepted.SentOffline);
        Assert.Contains("Potwierdzenie", System.Text.Encoding.UTF8.GetString(accepted.Upo!.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_stand_before_every_call_with_an_effect_and_after_every_reference()
    {
        await using var bench = await Bench.StartAsync();

        var pending = Assert.IsType<GatewayOutcome.Pending>(await bench.SendAsync(SampleInvoice.Item("FV/1")));

        Assert.Equal([AttemptStep.OpeningSession, AttemptStep.SessionOpened, AttemptStep.Sending, AttemptStep.Sent], bench.Marks.Steps);
        Assert.Equal(new SubmissionReference(pending.Reference.Session, null), bench.Marks.Marks[2].Reference);
        Assert.Equal(pending.Reference, bench.Marks.Marks[3].Reference);
    }

    [Theory]
    [InlineData(AttemptStep.OpeningSession)]
    [InlineData(AttemptStep.Sending)]
    public async Task A_mark_that_cannot_be_written_stops_the_sending_before_the_call(AttemptStep step)
    {
        await using var bench = await Bench.StartAsync();
        bench.Marks.FailAt = step;

        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await bench.SendAsync(SampleInvoice.Item("FV/1")));

        Assert.Contains("the disk is full", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Ksef.Invoices);
    }

    [Fact]
    public async Task A_mark_that_fails_after_the_call_does_not_hide_its_outcome()
    {
        await using var bench = await Bench.StartAsync();
        bench.Marks.FailAt = AttemptStep.Sent;

        Assert.IsType<GatewayOutcome.Pending>(await bench.SendAsync(SampleInvoice.Item("FV/1")));
    }

    [Fact]
    public async Task One_session_serves_many_invoices_and_is_closed_at_the_end()
    {
        await using var bench = await Bench.StartAsync();

        var outcomes = await bench.DriveAsync([.. Enumerable.Range(1, 20).Select(n => SampleInvoice.Item($"FV/{n}"))]);

        Assert.Equal(20, outcomes.OfType<GatewayOutcome.Accepted>().Select(a => a.Number).Distinct().Count());
        Assert.Single(bench.Marks.Steps, AttemptStep.OpeningSession);
        var session = outcomes.OfType<GatewayOutcome.Accepted>().Select(a => a.Reference.Session).Distinct().Single()!;
        Assert.Empty(await bench.Gateway.FetchSessionUpoAsync(Bench.Taxpayer, session, TestContext.Current.CancellationToken));
        await bench.Gateway.CloseSessionsAsync(TestContext.Current.CancellationToken);
        Assert.Single(await bench.Gateway.FetchSessionUpoAsync(Bench.Taxpayer, session, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_session_is_changed_when_it_is_full_idle_or_near_its_end()
    {
        await using var bench = await Bench.StartAsync(o => o with { InvoicesPerSession = 2, SessionIdleTime = TimeSpan.FromMinutes(5) });

        foreach (var n in Enumerable.Range(1, 3)) await bench.SendAsync(SampleInvoice.Item($"FV/{n}"));
        Assert.Equal(2, bench.Marks.Steps.Count(s => s == AttemptStep.OpeningSession));
        bench.Time.Advance(TimeSpan.FromMinutes(6));
        await bench.SendAsync(SampleInvoice.Item("FV/4"));
        Assert.Equal(3, bench.Marks.Steps.Count(s => s == AttemptStep.OpeningSession));
    }

    [Fact]
    public async Task A_session_that_KSeF_closed_is_replaced_and_the_invoice_sent_once()
    {
        await using var bench = await Bench.StartAsync(o => o with { SessionIdleTime = TimeSpan.FromHours(12) });
        await bench.SendAsync(SampleInvoice.Item("FV/1"));
        bench.Add(new Trouble
        {
            On = "POST /sessions/online/*/invoices",
            Times = 1,
            Status = 400,
            ContentType = "application/problem+json",
            Body = """{"title":"Bad Request","status":400,"instance":"/x","detail":"x","errors":[{"code":21180,"description":"Status sesji uniemożliwia wykonanie operacji","details":[]}],"timestamp":"2026-02-02T10:00:00Z","traceId":"t"}""",
        });

        var outcomes = await bench.DriveAsync([SampleInvoice.Item("FV/2")]);

        Assert.IsType<GatewayOutcome.Accepted>(outcomes[0]);
        Assert.Equal(2, bench.Marks.Steps.Count(s => s == AttemptStep.SessionOpened));
        Assert.Equal(2, bench.Ksef.Invoices.Count);
    }

    [Fact]
    public async Task A_duplicate_is_success_when_the_hash_is_ours()
    {
        await using var bench = await Bench.StartAsync();
        var item = SampleInvoice.Item("FV/1");
        var first = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([item]))[0]);

        var second = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([item]))[0]);

        Assert.Equal(first.Number, second.Number);
        Assert.Single(bench.Ksef.Invoices);
    }

    [Fact]
    public async Task A_duplicate_is_a_collision_for_a_person_when_the_hash_is_not_ours()
    {
        await using var bench = await Bench.StartAsync();
        var first = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item("FV/1", service: "Inna usługa")]))[0]);

        var second = Assert.IsType<GatewayOutcome.Rejected>((await bench.DriveAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.Equal((RejectionKind.NumberCollision, 440, first.Number), (second.Kind, second.Code, second.Original!.Value));
    }

    [Theory]
    [InlineData("2026-03-02", 450, RejectionKind.Semantic)]
    public async Task A_refused_invoice_says_what_can_be_done(string date, int code, RejectionKind kind)
    {
        await using var bench = await Bench.StartAsync();

        var rejected = Assert.IsType<GatewayOutcome.Rejected>((await bench.DriveAsync([SampleInvoice.Item("FV/1", date)]))[0]);

        Assert.Equal((code, kind), (rejected.Code, rejected.Kind));
        Assert.NotEmpty(rejected.Description);
    }

    [Fact]
    public async Task A_long_backlog_at_150_is_waited_out_and_nothing_is_sent_again()
    {
        await using var bench = await Bench.StartAsync();
        bench.Ksef.Script.Process(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5));

        var outcomes = await bench.DriveAsync([SampleInvoice.Item("FV/1")], rounds: 400);

        Assert.IsType<GatewayOutcome.Accepted>(outcomes[0]);
        Assert.Single(bench.Marks.Steps, AttemptStep.Sending);
    }
}
