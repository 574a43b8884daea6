using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Http.Tests;

public sealed class LoginTests
{
    private const string RefusedRefresh = """{"exception":{"exceptionDetailList":[{"exceptionCode":21304,"exceptionDescription":"Brak operacji uwierzytelnienia","details":[]}],"timestamp":"2026-02-02T10:00:00Z"}}""";

    [Fact]
    public async Task The_access_token_is_renewed_in_mid_session_ahead_of_its_end()
    {
        await using var bench = await Bench.StartAsync(o => o with { SessionIdleTime = TimeSpan.FromHours(12) });
        await bench.DriveAsync([SampleInvoice.Item("FV/1")]);

        for (var n = 2; n <= 6; n++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(14));
            Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item($"FV/{n}")]))[0]);
        }

        Assert.Single(bench.Marks.Steps, AttemptStep.OpeningSession);
        Assert.Single(bench.Logger.Lines, l => l.Id == 6005);
    }

    [Fact]
    public async Task A_refused_refresh_token_leads_to_a_new_login()
    {
        await using var bench = await Bench.StartAsync(o => o with { SessionIdleTime = TimeSpan.FromHours(12) });
        await bench.DriveAsync([SampleInvoice.Item("FV/1")]);
        bench.Add(new Trouble { On = "POST /auth/token/refresh", Status = 400, ContentType = "application/json", Body = RefusedRefresh });
        bench.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item("FV/2")]))[0]);

        Assert.Equal(2, bench.Logger.Lines.Count(l => l.Id == 6005));
    }

    [Fact]
    public async Task An_interactive_session_that_outlived_its_end_is_replaced()
    {
        await using var bench = await Bench.StartAsync(o => o with { SessionIdleTime = TimeSpan.FromHours(12) });
        await bench.DriveAsync([SampleInvoice.Item("FV/1")]);
        bench.Time.Advance(TimeSpan.FromHours(13));

        Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item("FV/2", "2026-02-02")]))[0]);

        Assert.Equal(2, bench.Marks.Steps.Count(s => s == AttemptStep.SessionOpened));
    }

    [Fact]
    public async Task A_wrong_token_is_a_matter_for_a_person_and_never_shows()
    {
        const string Wrong = "20260202-EC-0000000000-0000000000-00|nip-5261040828|0000000000000000000000000000000000000000000000000000000000000000";
        await using var bench = await Bench.StartAsync(credential: _ => new KsefTokenCredential(Wrong));

        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await bench.SendAsync(SampleInvoice.Item("FV/1")));

        Assert.True(outcome.NeedsPerson);
        Assert.Contains("450", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Logger.Lines, l => l.Text.Contains(Wrong, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_blocked_context_is_a_matter_for_a_person()
    {
        await using var bench = await Bench.StartAsync();
        bench.Add(new Trouble
        {
            On = "GET /auth/*",
            Status = 200,
            ContentType = "application/json",
            Body = """{"startDate":"2026-02-02T10:00:00Z","authenticationMethod":"Token","authenticationMethodInfo":{"category":"Token","code":"token","displayName":"Token"},"status":{"code":480,"description":"Uwierzytelnienie zablokowane","details":["Podejrzenie incydentu bezpieczeństwa."]}}""",
        });

        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await bench.SendAsync(SampleInvoice.Item("FV/1")));

        Assert.True(outcome.NeedsPerson);
        Assert.Contains("480", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("offline24", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_invoices_at_once_make_one_login_and_one_session()
    {
        await using var bench = await Bench.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => bench.SendAsync(SampleInvoice.Item($"FV/{n}"))));

        Assert.All(outcomes, o => Assert.IsType<GatewayOutcome.Pending>(o));
        Assert.Single(bench.Logger.Lines, l => l.Id == 6005);
        Assert.Single(bench.Marks.Steps, AttemptStep.SessionOpened);
    }

    [Fact]
    public async Task Several_taxpayers_live_in_one_gateway_each_with_its_own_login()
    {
        await using var bench = await Bench.StartAsync();
        var other = new TaxpayerContext("other", Verification.VerificationContext.ForNip(Nip.Parse("7010002137")));
        await bench.SendAsync(SampleInvoice.Item("FV/1"));

        var outcome = (await bench.Gateway.SubmitAsync(new Consignment(other, SendingWay.Interactive, true, [SampleInvoice.Item("FV/1", seller: "7010002137")]), bench.Marks, TestContext.Current.CancellationToken))[0];

        Assert.IsType<GatewayOutcome.Pending>(outcome);
        Assert.Equal(2, bench.Logger.Lines.Count(l => l.Id == 6005));
    }

    /// <summary>The four kinds of context as the API names them; what the taxpayer may do there KSeF decides, and says.</summary>
    [Theory]
    [InlineData(VerificationContextType.Nip, "5261040828")]
    [InlineData(VerificationContextType.InternalId, "5261040828-12345")]
    [InlineData(VerificationContextType.NipVatUe, "5261040828-DE123456789")]
    [InlineData(VerificationContextType.PeppolId, "PPL123456")]
    public async Task Every_kind_of_context_is_logged_in_as_the_api_names_it(VerificationContextType type, string value)
    {
        await using var bench = await Bench.StartAsync();
        var context = type switch
        {
            VerificationContextType.Nip => VerificationContext.ForNip(Nip.Parse(value)),
            VerificationContextType.InternalId => VerificationContext.ForInternalId(value),
            VerificationContextType.NipVatUe => VerificationContext.ForNipVatUe(value),
            _ => VerificationContext.ForPeppolId(value),
        };
        var recorded = new Recorded();
        using var http = new HttpClient(recorded);
        using var credential = new KsefTokenCredential(bench.Ksef.Token);
        await using var gateway = new KsefGateway(bench.Options, http, bench.Time, credential, new UnlimitedBudget());

        var outcome = (await gateway.SubmitAsync(new Consignment(new TaxpayerContext("x", context), SendingWay.Interactive, true, [SampleInvoice.Item("FV/1")]), new RecordingLog(), TestContext.Current.CancellationToken))[0];

        Assert.Contains($"\"contextIdentifier\":{{\"type\":\"{type}\",\"value\":\"{value}\"}}", recorded.Bodies, StringComparison.Ordinal);
        Assert.False(outcome is GatewayOutcome.NotSent { NeedsPerson: false } or GatewayOutcome.Unknown, outcome.ToString());
    }

    [Fact]
    public async Task A_wrong_clock_is_told_and_refused_where_that_is_wanted()
    {
        await using var warned = await Bench.StartAsync();
        warned.Ksef.Clock.Advance(TimeSpan.FromMinutes(7));
        await warned.SendAsync(SampleInvoice.Item("FV/1"));
        Assert.Contains(warned.Logger.Lines, l => l.Id == 6007 && l.Text.Contains("-420", StringComparison.Ordinal));

        await using var refused = await Bench.StartAsync(o => o with { RefuseOnClockSkew = true });
        refused.Ksef.Clock.Advance(TimeSpan.FromMinutes(7));
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await refused.SendAsync(SampleInvoice.Item("FV/1")));
        Assert.True(outcome.NeedsPerson);
        Assert.Contains("clock", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_hide_themselves()
    {
        using var credential = new KsefTokenCredential("secret-token");

        Assert.DoesNotContain("secret", credential.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new IssuedToken("secret", default).ToString(), StringComparison.Ordinal);
    }

    private sealed class Recorded() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        public string Bodies { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content && request.RequestUri!.AbsolutePath.Contains("/auth/", StringComparison.Ordinal)) Bodies += await content.ReadAsStringAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
