using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Tests.Fixtures;
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
