using System.Net;
using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Emulator.Latarnia;
using Ksef.Offline.Http.Latarnia;
using Ksef.Offline.Http.Tests.Fixtures;

namespace Ksef.Offline.Http.Tests;

public sealed class LatarniaTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Silence_is_unknown_and_keeps_what_was_known()
    {
        await using var bench = await Bench.StartAsync();
        bench.Ksef.Beacon.Announce(new BeaconMessage { Id = "K/1", EventId = 1, Category = "FAILURE", Type = "FAILURE_START", Start = Start, Published = Start });
        var client = new LatarniaClient(bench.Options.Environment, bench.Http, bench.Time, timeout: TimeSpan.FromSeconds(20));

        var seen = await client.LookAsync(TestContext.Current.CancellationToken);
        bench.Ksef.Script.BeaconOutage = true;
        var silent = await client.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(LatarniaStatus.Failure, seen.Status);
        Assert.Equal((AnnouncementKind.Failure, AnnouncementPart.Start, "1"), (seen.Announcements[0].Kind, seen.Announcements[0].Part, seen.Announcements[0].EventId));
        Assert.Equal(2, seen.Documents.Count);
        Assert.All(seen.Documents, d => Assert.Equal(d.Hash, InvoiceHash.Of(d.Bytes.Span)));
        Assert.Equal(LatarniaStatus.Unknown, silent.Status);
        Assert.NotNull(silent.Trouble);
        Assert.Equal(seen.Announcements, silent.Announcements);
        Assert.Empty(silent.MissingFrom(seen.Announcements));
    }

    [Fact]
    public async Task A_message_that_vanishes_early_is_told_as_perhaps_withdrawn()
    {
        await using var bench = await Bench.StartAsync();
        bench.Ksef.Beacon.Announce(new BeaconMessage { Id = "K/1", EventId = 1, Category = "FAILURE", Type = "FAILURE_START", Start = Start, Published = Start });
        var client = new LatarniaClient(bench.Options.Environment, bench.Http, bench.Time, timeout: TimeSpan.FromSeconds(20));
        var before = await client.LookAsync(TestContext.Current.CancellationToken);

        bench.Ksef.Beacon.Withdraw("K/1");
        var after = await client.LookAsync(TestContext.Current.CancellationToken);

        Assert.True(Assert.Single(after.MissingFrom(before.Announcements)).Withdrawn);
    }

    [Theory]
    [InlineData("""{"status":"AVAILABLE"}""", "[]", LatarniaStatus.Available, 0, "")]
    [InlineData("""{"status":"PARTY"}""", "[]", LatarniaStatus.Unknown, 0, "KO6101")]
    [InlineData("""{"status":null,"messages":null}""", "{}", LatarniaStatus.Unknown, 0, "KO6101 KO6102")]
    [InlineData("""{"status":"FAILURE"}""", """[{"id":"a","category":"FAILURE","type":"FAILURE_START"}]""", LatarniaStatus.Failure, 0, "KO6103")]
    [InlineData("""{"status":"FAILURE"}""", """[{"id":"a","category":"METEOR","type":"FAILURE_START","start":"2026-02-02T09:00:00Z"}]""", LatarniaStatus.Failure, 1, "KO6104")]
    [InlineData("""{"status":"FAILURE"}""", """[7,null,{"id":"a","eventId":3,"category":"FAILURE","type":"FAILURE_END","start":"2026-02-02T09:00:00+01:00","end":"soon"}]""", LatarniaStatus.Failure, 1, "KO6103 KO6103 KO6105")]
    [InlineData("<html>", "[]", LatarniaStatus.Unknown, 0, "")]
    [InlineData("""{"status":"FAILURE"}""", """[{"id":"a",""", LatarniaStatus.Unknown, 0, "")]
    public async Task Half_broken_answers_trigger_nothing(string status, string messages, LatarniaStatus expected, int announcements, string findings)
    {
        using var http = new HttpClient(new Answers(request => Ok(request.RequestUri!.AbsolutePath == "/status" ? status : messages)));

        var seen = await new LatarniaClient(KsefEnvironment.Production, http, TimeProvider.System).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal((expected, announcements, findings), (seen.Status, seen.Announcements.Count, string.Join(' ', seen.Findings.Select(f => f.Code))));
    }

    [Fact]
    public async Task The_permanent_sample_of_the_test_host_is_ignored_unless_asked_for()
    {
        const string Sample = """[{"id":"K/2026/AWR/02","eventId":1003,"category":"TOTAL_FAILURE","type":"FAILURE_START","start":"2026-01-31T11:27:00+00:00","version":1,"published":"2026-01-31T11:35:00+00:00"}]""";
        using var http = new HttpClient(new Answers(request => Ok(request.RequestUri!.AbsolutePath == "/status" ? """{"status":"TOTAL_FAILURE"}""" : Sample)));

        var ignored = await new LatarniaClient(KsefEnvironment.Test, http, TimeProvider.System).LookAsync(TestContext.Current.CancellationToken);
        var wanted = await new LatarniaClient(KsefEnvironment.Test, http, TimeProvider.System, includeTestSamples: true).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal((LatarniaStatus.Unknown, 0, 2), (ignored.Status, ignored.Announcements.Count, ignored.Documents.Count));
        Assert.Equal("KO6106", Assert.Single(ignored.Findings).Code);
        Assert.Equal((LatarniaStatus.TotalFailure, AnnouncementKind.TotalFailure), (wanted.Status, wanted.Announcements[0].Kind));
        Assert.Throws<ArgumentException>(() => new LatarniaClient(KsefEnvironment.Demo, http, TimeProvider.System));
    }

    [Fact]
    public async Task The_second_look_is_conditional()
    {
        var conditional = 0;
        using var http = new HttpClient(new Answers(request =>
        {
            if (request.Headers.IfNoneMatch.Count > 0)
            {
                conditional++;
                return new HttpResponseMessage(HttpStatusCode.NotModified);
            }
            var answer = Ok(request.RequestUri!.AbsolutePath == "/status" ? """{"status":"AVAILABLE"}""" : "[]");
            answer.Headers.ETag = new("\"v1\"");
            return answer;
        }));
        var client = new LatarniaClient(KsefEnvironment.Production, http, TimeProvider.System);

        await client.LookAsync(TestContext.Current.CancellationToken);
        var second = await client.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, conditional);
        Assert.Equal(LatarniaStatus.Available, second.Status);
        Assert.All(second.Documents, d => Assert.False(d.IsNew));
    }

    private static HttpResponseMessage Ok(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
