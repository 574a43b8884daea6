using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Batch;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

/// <summary>What a dashboard sees: calls, outcomes, retries, limits; a trace id in whatever goes wrong.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Calls_outcomes_and_retries_are_counted_and_spans_name_the_call_without_secrets()
    {
        var (values, spans) = (new ConcurrentBag<string>(), new ConcurrentBag<Activity>());
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == KsefTelemetry.Name) listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((instrument, _, _, _) => values.Add(instrument.Name));
        meters.SetMeasurementEventCallback<double>((instrument, _, _, _) => values.Add(instrument.Name));
        meters.Start();
        using var activities = new ActivityListener { ShouldListenTo = s => s.Name == KsefTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = spans.Add };
        ActivitySource.AddActivityListener(activities);

        await using var bench = await Bench.StartAsync();
        bench.Add(new Trouble { On = "POST /auth/challenge", Status = 503, Body = "<html/>", Times = 1 });
        await bench.DriveAsync([SampleInvoice.Item("FV/1")]);

        Assert.Contains("ksef.call.duration", values);
        Assert.Contains("ksef.outcomes", values);
        Assert.Contains("ksef.retries", values);
        Assert.NotEmpty(spans);
        Assert.DoesNotContain(spans.SelectMany(s => s.TagObjects), t => t.Value?.ToString()?.Contains(bench.Ksef.Token, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task An_exception_and_the_log_lines_of_its_call_bear_one_correlation_id()
    {
        await using var bench = await Bench.StartAsync();
        bench.Add(new Trouble { On = "GET /sessions/*/upo/*", Status = 503, Body = "<html/>", Times = 9 });
        bench.Add(new Trouble { On = "GET /sessions/*", Status = 503, Body = "<html/>", Times = 9 });

        var failed = await Assert.ThrowsAnyAsync<KsefException>(() => bench.Gateway.FetchSessionUpoAsync(Bench.Taxpayer, "20260202-SO-0000000000-0000000000-00", TestContext.Current.CancellationToken));

        Assert.Equal(32, failed.CorrelationId!.Length);
        Assert.Contains(bench.Logger.Lines, line => line.Id == 6001 && line.Text.Contains("answered 503", StringComparison.Ordinal) && line.Text.Contains(failed.CorrelationId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_never_got_through_ends_its_span_with_an_error()
    {
        var spans = new ConcurrentBag<Activity>();
        using var activities = new ActivityListener { ShouldListenTo = s => s.Name == KsefTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = spans.Add };
        ActivitySource.AddActivityListener(activities);
        using var parent = new Activity("this test").Start();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var credential = new KsefTokenCredential("token");
        // Port 9 (discard) answers nowhere on the loopback interface.
        var options = new KsefGatewayOptions { Environment = KsefEnvironment.Custom("nowhere", new Uri("http://127.0.0.1:9/v2/"), null, "localhost"), Retries = 0 };
        await using var gateway = new KsefGateway(options, http, TimeProvider.System, credential, new UnlimitedBudget());

        await gateway.SubmitAsync(new Consignment(Bench.Taxpayer, SendingWay.Interactive, true, [SampleInvoice.Item("FV/1")]), new RecordingLog(), TestContext.Current.CancellationToken);

        var call = Assert.Single(spans, s => s.TraceId == parent.TraceId && s.Kind == ActivityKind.Client);
        Assert.Equal(ActivityStatusCode.Error, call.Status);
        Assert.Contains("no connection", call.StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_call_carries_in_secret_is_not_in_its_text()
    {
        var call = ApiCall.Get("sessions", EndpointGroup.SessionList, "GET sessions") with { Bearer = "secret" };
        var upload = new PartUpload(1, HttpMethod.Put, new Uri("https://storage.example/part?signature=secret"), [KeyValuePair.Create("x-key", "secret")]);
        var state = new InvoiceState("reference", null, new StatusInfo(200, "OK", [])) { UpoLink = new Uri("https://storage.example/upo?signature=secret") };
        Assert.All(new object[] { call, upload, state }, o => Assert.DoesNotContain("secret", o.ToString(), StringComparison.Ordinal));
        Assert.Equal("PUT part 1", upload.ToString());
    }

    [Fact]
    public async Task What_KSeF_refuses_carries_its_trace_id_in_the_outcome()
    {
        await using var bench = await Bench.StartAsync();
        bench.Add(new Trouble
        {
            On = "POST /sessions/online/*/invoices",
            Status = 400,
            ContentType = "application/problem+json",
            Body = """{"title":"Bad Request","status":400,"instance":"x","detail":"x","errors":[{"code":21405,"description":"x","details":[]}],"timestamp":"2026-02-02T10:00:00Z","traceId":"abc123trace"}""",
        });
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await bench.SendAsync(SampleInvoice.Item("FV/1")));
        Assert.Contains("abc123trace", outcome.Reason, StringComparison.Ordinal);
    }
}
