using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

public sealed class ScriptTests
{
    private static async Task<string> TextAsync(KsefEmulator ksef, string path)
    {
        using var http = new HttpClient { BaseAddress = ksef.LatarniaAddress };
        return await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_cut_after_the_effect_loses_only_the_reply()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        ksef.Emulator.Script.Add(new Trouble { On = "POST /sessions/online/*/invoices", Cut = "after", Nth = 2, Times = 1 });
        await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/1", "2026-02-02"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/2", "2026-02-02")));
        await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/3", "2026-02-02"));
        Assert.Equal(3, ksef.Emulator.Invoices.Count);
        ksef.Emulator.Script.Apply("""{"clear": true, "troubles": [{"on": "* /sessions/**", "cut": "before"}]}""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/4", "2026-02-02")));
        Assert.Equal(3, ksef.Emulator.Invoices.Count);
    }

    [Fact]
    public async Task A_status_takes_the_place_of_the_answer_with_or_without_the_effect()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        ksef.Emulator.Script.Apply("""
            {"troubles": [
              {"on": "POST /sessions/online/*/close", "times": 1, "status": 502, "body": "<html>Bad Gateway</html>", "retryAfter": 7},
              {"on": "POST /sessions/online/*/close", "nth": 2, "times": 1, "status": 504, "effect": true}]}
            """);
        var first = (await client.PostAsync($"sessions/online/{session}/close")).Expect(502);
        Assert.Equal("text/html", first.MediaType);
        Assert.Equal("7", first.Headers["Retry-After"]);
        Assert.Equal(100, (int)(await client.GetAsync($"sessions/{session}")).Json["status"]!["code"]!);
        (await client.PostAsync($"sessions/online/{session}/close")).Expect(504);
        (await client.PostAsync($"sessions/online/{session}/close")).ExpectCode(21180);
    }

    [Fact]
    public async Task An_outage_leaves_the_beacon_and_the_beacon_can_fail_alone()
    {
        await using var ksef = await TestKsef.StartAsync();
        ksef.Emulator.Script.Outage = true;
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ksef.Client.GetAsync("rate-limits"));
        Assert.Contains("AVAILABLE", await TextAsync(ksef.Emulator, "status"), StringComparison.Ordinal);
        ksef.Emulator.Script.Apply("""{"outage": false, "beaconOutage": true}""");
        (await ksef.Client.GetAsync("rate-limits")).Expect(200);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TextAsync(ksef.Emulator, "status"));
    }

    [Fact]
    public async Task Troubles_hold_between_instants_and_chances_come_from_the_seed()
    {
        async Task<string> Run(int seed)
        {
            await using var ksef = await TestKsef.StartAsync(options: o => o with { Seed = seed });
            ksef.Emulator.Script.Apply("""{"troubles": [{"on": "GET /rate-limits", "chance": 0.5, "status": 500}, {"on": "GET /limits/context", "status": 503, "from": "2026-02-02T11:01:00Z", "to": "2026-02-02T11:02:00Z"}]}""");
            var pattern = "";
            for (var i = 0; i < 20; i++) pattern += (await ksef.Client.GetAsync("rate-limits")).Status == 500 ? 'x' : '.';
            foreach (var wanted in (int[])[200, 503, 200])
            {
                (await ksef.Client.GetAsync("limits/context")).Expect(wanted);
                ksef.Time.Advance(TimeSpan.FromMinutes(1));
            }
            return pattern;
        }
        var first = await Run(7);
        Assert.Equal(first, await Run(7));
        Assert.Contains('x', first);
        Assert.Contains('.', first);
    }

    [Fact]
    public async Task Keys_rotate_by_plan_and_in_emergency()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var old = await client.EncryptionAsync();
        JsonObject Body(JsonObject encryption) => new() { ["formCode"] = RawClient.FormCode(), ["encryption"] = encryption.DeepClone() };
        ksef.Emulator.Script.Apply("""{"keys": "rotate"}""");
        Assert.Equal(4, (await client.GetAsync("security/public-key-certificates")).Json.AsArray().Count);
        (await client.PostAsync("sessions/online", Body(old))).Expect(201);
        ksef.Emulator.Script.Apply("""{"keys": "withdraw"}""");
        (await client.PostAsync("sessions/online", Body(old))).ExpectCode(21470);
        var second = await client.EncryptionAsync();
        ksef.Emulator.Script.Apply("""{"keys": "emergency"}""");
        (await client.PostAsync("sessions/online", Body(second))).ExpectCode(21470);
        await client.OpenAsync();
    }

    [Fact]
    public async Task The_beacon_tells_what_is_announced_until_it_ends_or_is_withdrawn()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var emulator = ksef.Emulator;
        Assert.Equal("[]", await TextAsync(emulator, "messages"));
        emulator.Script.Apply("""
            {"beacon": {"announce": [
              {"id": "K/1", "eventId": 1, "category": "FAILURE", "type": "FAILURE_START", "start": "2026-02-02T10:00:00Z"},
              {"id": "K/2", "eventId": 2, "category": "MAINTENANCE", "type": "MAINTENANCE_ANNOUNCEMENT", "start": "2026-02-02T20:00:00Z", "end": "2026-02-02T22:00:00Z"}]}}
            """);
        var status = JsonNode.Parse(await TextAsync(emulator, "status"))!;
        Assert.Equal("FAILURE", (string)status["status"]!);
        Assert.Equal("2026-02-02T10:00:00+00:00", (string)Assert.Single(status["messages"]!.AsArray())!["start"]!);
        emulator.Script.Apply("""{"beacon": {"announce": [{"id": "K/3", "eventId": 1, "category": "FAILURE", "type": "FAILURE_END", "start": "2026-02-02T10:00:00Z", "end": "2026-02-02T11:00:00Z"}]}}""");
        Assert.Equal("""{"status":"AVAILABLE"}""", await TextAsync(emulator, "status"));
        ksef.Time.Advance(TimeSpan.FromHours(10));
        Assert.Contains("MAINTENANCE", await TextAsync(emulator, "status"), StringComparison.Ordinal);
        emulator.Beacon.Withdraw("K/2");
        Assert.Equal(2, JsonNode.Parse(await TextAsync(emulator, "messages"))!.AsArray().Count);
        emulator.Beacon.Fix("TOTAL_FAILURE");
        Assert.Contains("TOTAL_FAILURE", await TextAsync(emulator, "status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_applied_whole_or_not_at_all_and_over_HTTP_too()
    {
        await using var ksef = await TestKsef.StartAsync();
        var fault = Assert.Throws<FormatException>(() => ksef.Emulator.Script.Apply("""{"outage": true, "troubles": [{"nth": 0, "cut": "sideways"}]}"""));
        Assert.Contains("troubles[0].on", fault.Message, StringComparison.Ordinal);
        Assert.Contains("troubles[0].cut", fault.Message, StringComparison.Ordinal);
        (await ksef.Client.GetAsync("rate-limits")).Expect(200);
        using var http = new HttpClient { BaseAddress = ksef.Emulator.LatarniaAddress };
        async Task<int> Post(string text) => (int)(await http.PostAsync(new Uri("emulator/script", UriKind.Relative), new StringContent(text), TestContext.Current.CancellationToken)).StatusCode;
        Assert.Equal(400, await Post("nonsense"));
        Assert.Equal(204, await Post("""{"outage": true, "clock": "2027-01-01T00:00:00Z"}"""));
        Assert.True(ksef.Emulator.Script.Outage);
        Assert.Contains("2027-01-01", await TextAsync(ksef.Emulator, "emulator/clock"), StringComparison.Ordinal);
    }
}
