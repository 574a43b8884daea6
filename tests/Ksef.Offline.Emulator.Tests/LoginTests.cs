using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

public sealed class LoginTests
{
    private static async Task<int> StatusAsync(RawClient client, JsonNode begun) =>
        (int)(await client.SendAsync(HttpMethod.Get, $"auth/{begun["referenceNumber"]}", null, (string)begun["authenticationToken"]!["token"]!)).Expect(200).Json["status"]!["code"]!;

    [Fact]
    public async Task A_challenge_tells_its_instant_twice_and_serves_once()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var challenge = (await ksef.Client.PostAsync("auth/challenge")).Expect(200).Json;
        Assert.Equal(DateTimeOffset.Parse((string)challenge["timestamp"]!, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), (long)challenge["timestampMs"]!);
        var body = new JsonObject
        {
            ["Challenge"] = (string)challenge["challenge"]!,
            ["ContextIdentifier"] = new JsonObject { ["Type"] = "nip", ["VALUE"] = SampleInvoice.Seller },
            ["encryptedtoken"] = Convert.ToBase64String((await ksef.Client.EncryptAsync("KsefTokenEncryption", "x"u8.ToArray())).Encrypted),
        };
        (await ksef.Client.PostAsync("auth/ksef-token", body)).Expect(202);
        (await ksef.Client.PostAsync("auth/ksef-token", body)).ExpectCode(21111);
        body["publicKeyId"] = RawClient.Hash([1]);
        (await ksef.Client.PostAsync("auth/ksef-token", body)).ExpectCode(21470);
        body["contextIdentifier"] = new JsonObject { ["type"] = "Nip", ["value"] = "123" };
        (await ksef.Client.PostAsync("auth/ksef-token", body)).ExpectCode(21405);
    }

    [Fact]
    public async Task A_challenge_lapses_after_ten_minutes()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var challenge = (await ksef.Client.PostAsync("auth/challenge")).Expect(200).Json;
        ksef.Time.Advance(TimeSpan.FromMinutes(11));
        (await ksef.Client.PostAsync("auth/ksef-token", new JsonObject
        {
            ["challenge"] = (string)challenge["challenge"]!,
            ["contextIdentifier"] = new JsonObject { ["type"] = "Nip", ["value"] = SampleInvoice.Seller },
            ["encryptedToken"] = Convert.ToBase64String(new byte[256]),
        })).ExpectCode(21111);
    }

    [Fact]
    public async Task Bad_tokens_give_status_450()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        Assert.Equal(450, await StatusAsync(client, (await client.BeginTokenLoginAsync(SampleInvoice.Seller, "no such token")).Expect(202).Json));
        Assert.Equal(450, await StatusAsync(client, (await client.BeginTokenLoginAsync(SampleInvoice.Seller, ksef.Emulator.Token, shiftMs: 1)).Expect(202).Json));
        var bad = (await client.BeginTokenLoginAsync(SampleInvoice.Seller, "no such token")).Expect(202).Json;
        (await client.SendAsync(HttpMethod.Post, "auth/token/redeem", null, (string)bad["authenticationToken"]!["token"]!)).ExpectCode(21301);
    }

    [Fact]
    public async Task Tokens_are_redeemed_once_and_refreshed_often()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        var begun = (await client.BeginTokenLoginAsync(SampleInvoice.Seller, ksef.Emulator.Token)).Expect(202).Json;
        var loginToken = (string)begun["authenticationToken"]!["token"]!;
        Assert.Equal(3, loginToken.Split('.').Length);
        (await client.SendAsync(HttpMethod.Get, $"auth/{new string('A', 36)}", null, loginToken)).ExpectCode(21304);
        await client.RedeemAsync(begun);
        (await client.SendAsync(HttpMethod.Post, "auth/token/redeem", null, loginToken)).ExpectCode(21301);
        ksef.Time.Advance(TimeSpan.FromMinutes(16));
        (await client.GetAsync("rate-limits")).Expect(401);
        for (var i = 0; i < 2; i++)
        {
            client.Access = (string)(await client.SendAsync(HttpMethod.Post, "auth/token/refresh", null, client.Refresh)).Expect(200).Json["accessToken"]!["token"]!;
            (await client.GetAsync("rate-limits")).Expect(200);
        }
        using var form = new FormUrlEncodedContent([]);
        (await client.SendContentAsync(HttpMethod.Post, "auth/token/refresh", form, client.Refresh)).Expect(415);
        ksef.Time.Advance(TimeSpan.FromDays(8));
        (await client.SendAsync(HttpMethod.Post, "auth/token/refresh", null, client.Refresh)).Expect(401);
    }

    [Fact]
    public async Task A_revoked_login_keeps_its_access_token_and_loses_its_refresh_token()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var items = (await client.GetAsync("auth/sessions")).Expect(200).Json["items"]!.AsArray();
        Assert.True((bool)Assert.Single(items)!["isCurrent"]!);
        (await client.GetAsync("auth/sessions", ("x-continuation-token", "%%%"))).ExpectCode(21418);
        (await client.GetAsync("auth/sessions?pageSize=9")).ExpectCode(21405);
        (await client.DeleteAsync("auth/sessions/current")).Expect(204);
        (await client.GetAsync("rate-limits")).Expect(200);
        (await client.SendAsync(HttpMethod.Post, "auth/token/refresh", null, client.Refresh)).ExpectCode(21301);
        var old = (string)items[0]!["referenceNumber"]!;
        await client.LoginAsync(SampleInvoice.Seller);
        var own = (string)(await client.GetAsync("auth/sessions")).Json["items"]![0]!["referenceNumber"]!;
        Assert.NotEqual(old, own);
        (await client.DeleteAsync($"auth/sessions/{own}")).Expect(204);
        (await client.DeleteAsync($"auth/sessions/{new string('A', 36)}")).ExpectCode(21405);
    }

    [Fact]
    public async Task A_login_may_take_its_time_and_a_blocked_context_never_gets_in()
    {
        await using var ksef = await TestKsef.StartAsync(null, o => o with { Script = """{"loginMs": 2000}""" });
        var client = ksef.Client;
        var begun = (await client.BeginTokenLoginAsync(SampleInvoice.Seller, ksef.Emulator.Token)).Expect(202).Json;
        Assert.Equal(100, await StatusAsync(client, begun));
        (await client.SendAsync(HttpMethod.Post, "auth/token/redeem", null, (string)begun["authenticationToken"]!["token"]!)).ExpectCode(21301);
        ksef.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, await StatusAsync(client, begun));
        ksef.Emulator.Script.Clear();
        var context = new JsonObject { ["contextIdentifier"] = new JsonObject { ["type"] = "Nip", ["value"] = SampleInvoice.Seller } };
        (await client.PostAsync("testdata/context/block", context)).Expect(200);
        Assert.Equal(480, await StatusAsync(client, (await client.BeginTokenLoginAsync(SampleInvoice.Seller, ksef.Emulator.Token)).Expect(202).Json));
        (await client.PostAsync("testdata/context/unblock", context)).Expect(200);
        await client.LoginAsync(SampleInvoice.Seller);
    }

    [Fact]
    public async Task The_dead_neither_redeem_nor_refresh()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var begun = (await client.BeginTokenLoginAsync(SampleInvoice.Seller, ksef.Emulator.Token)).Expect(202).Json;
        (await client.PostAsync("testdata/person", new JsonObject { ["nip"] = SampleInvoice.Seller, ["pesel"] = "80010112345", ["isBailiff"] = false, ["isDeceased"] = true, ["description"] = "a person" })).Expect(200);
        (await client.SendAsync(HttpMethod.Post, "auth/token/redeem", null, (string)begun["authenticationToken"]!["token"]!)).ExpectCode(21308);
        (await client.SendAsync(HttpMethod.Post, "auth/token/refresh", null, client.Refresh)).ExpectCode(21308);
    }

    [Fact]
    public async Task Errors_come_in_the_form_that_was_asked_for()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var older = (await client.GetAsync("auth/sessions?pageSize=0")).ExpectCode(21405);
        Assert.Equal("application/json", older.MediaType);
        client.ProblemDetails = true;
        var modern = (await client.GetAsync("auth/sessions?pageSize=0")).ExpectCode(21405);
        Assert.Equal("application/problem+json", modern.MediaType);
        Assert.Equal(32, ((string)modern.Json["traceId"]!).Length);
        client.Access = null;
        Assert.Equal("application/problem+json", (await client.GetAsync("auth/sessions")).Expect(401).MediaType);
    }
}
