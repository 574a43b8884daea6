using System.Text;
using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Tests.Fixtures;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Tests;

public sealed class EveryEndpointTests
{
    private static IReadOnlyList<Route> Routes { get; } = Endpoints.Table(null!).All;

    private static string PathOf(Route route) => route.Template[1..]
        .Replace("{ksefNumber}", SampleInvoice.Seller + "-20260202-010000000000-00", StringComparison.Ordinal)
        .Replace("{certificateSerialNumber}", "0000000000000000", StringComparison.Ordinal)
        .Replace("{serialNumber}", "0000000000000000", StringComparison.Ordinal)
        .Replace("{referenceNumber}", new string('A', 36), StringComparison.Ordinal)
        .Replace("{invoiceReferenceNumber}", new string('B', 36), StringComparison.Ordinal)
        .Replace("{upoReferenceNumber}", new string('C', 36), StringComparison.Ordinal)
        .Replace("{permissionId}", new string('D', 36), StringComparison.Ordinal);

    private static async Task<Reply> CallAsync(RawClient client, Route route, string? token, HttpContent? content = null) =>
        await client.SendContentAsync(new HttpMethod(route.Method), PathOf(route), content ?? (route.TakesXml ? new StringContent("<a/>", Encoding.UTF8, "application/xml") : null), token);

    [Fact]
    public async Task Every_endpoint_behind_a_token_wants_the_right_one()
    {
        await using var ksef = await TestKsef.StartAsync();
        foreach (var route in Routes.Where(r => r.Access != Access.Anonymous))
        {
            (await CallAsync(ksef.Client, route, null)).Expect(401);
            (await CallAsync(ksef.Client, route, "a.b.c")).Expect(401);
            if (route.Access == Access.AccessToken) (await CallAsync(ksef.Client, route, ksef.Client.Refresh)).Expect(401);
            else if (route.Access != Access.AccessOrRefreshToken) (await CallAsync(ksef.Client, route, ksef.Client.Access)).Expect(401);
        }
    }

    [Fact]
    public async Task Every_endpoint_behind_a_token_keeps_to_the_addresses_of_the_login()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned("CN=Firma, O=Firma, C=PL, 2.5.4.97=VATPL-" + SampleInvoice.Seller);
        async Task<Reply> Begin(string addresses) => (await XadesLoginTests.PostAsync(ksef.Client, new LoginSigner(certificate).Sign(LoginSigner.Request(
            await XadesLoginTests.ChallengeAsync(ksef.Client), $"<Nip>{SampleInvoice.Seller}</Nip>", "2.1", more: $"<AuthorizationPolicy><AllowedIps>{addresses}</AllowedIps></AuthorizationPolicy>")))).Expect(202);
        await ksef.Client.RedeemAsync((await Begin("<Ip4Address>10.0.0.1</Ip4Address><Ip4Range>127.0.0.0-127.0.0.9</Ip4Range>")).Json);
        (await ksef.Client.GetAsync("rate-limits")).Expect(200);
        var login = (string)(await Begin("<Ip4Mask>10.0.0.0/8</Ip4Mask>")).Json["authenticationToken"]!["token"]!;
        var reference = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(login.Split('.')[1]))!["arn"]!.GetValue<string>();
        var tokens = new Security.Tokens(ksef.Emulator.Secret);
        string Token(string kind) => tokens.Issue(kind, reference, TestKsef.Noon, TestKsef.Noon.AddHours(1), json => json.Strings("per", Permissions.Rights.Owner));
        foreach (var route in Routes.Where(r => r.Access != Access.Anonymous))
        {
            var kind = route.Access switch { Access.LoginToken => "AuthenticationToken", Access.RefreshToken => "RefreshToken", _ => "ContextToken" };
            var refused = (await CallAsync(ksef.Client, route, Token(kind))).Expect(403);
            Assert.Equal("ip-not-allowed", (string)refused.Json["reasonCode"]!);
        }
    }

    [Fact]
    public async Task Every_endpoint_that_needs_a_permission_refuses_without_it()
    {
        await using var ksef = await TestKsef.StartAsync();
        var login = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(ksef.Client.Access!.Split('.')[1]))!["arn"]!.GetValue<string>();
        var bare = new Security.Tokens(ksef.Emulator.Secret).Issue("ContextToken", login, TestKsef.Noon, TestKsef.Noon.AddHours(1), json => json.Strings("per", ["SubunitManage?"]));
        foreach (var route in Routes.Where(r => r.Permissions.Count > 0))
        {
            var refused = (await CallAsync(ksef.Client, route, bare)).Expect(403);
            Assert.Equal("missing-permissions", (string)refused.Json["reasonCode"]!);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_endpoint_is_limited_on_the_production_profile(bool modern)
    {
        await using var ksef = await TestKsef.StartAsync();
        ksef.Client.ProblemDetails = modern;
        var begun = (await ksef.Client.BeginTokenLoginAsync(SampleInvoice.Seller, ksef.Emulator.Token)).Expect(202).Json;
        ksef.Emulator.Script.Apply("""{"limits": "production"}""");
        foreach (var route in Routes)
        {
            var token = route.Access switch { Access.Anonymous => null, Access.LoginToken => (string)begun["authenticationToken"]!["token"]!, Access.RefreshToken => ksef.Client.Refresh, _ => ksef.Client.Access };
            if (route.Template.EndsWith("/current", StringComparison.Ordinal)) continue;
            Reply reply;
            var calls = 0;
            do reply = await CallAsync(ksef.Client, route, token);
            while (reply.Status != 429 && ++calls < 100);
            reply.Expect(429);
            Assert.InRange(int.Parse(reply.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 3600);
            Assert.Equal(modern ? "application/problem+json" : "application/json", reply.MediaType);
        }
        var current = Routes.Single(r => r.Template == "/auth/sessions/current");
        for (var i = 0; i < 11; i++) await CallAsync(ksef.Client, current, ksef.Client.Access);
        (await CallAsync(ksef.Client, current, ksef.Client.Access)).Expect(429);
    }

    [Fact]
    public async Task Every_endpoint_with_a_body_refuses_what_is_no_object()
    {
        await using var ksef = await TestKsef.StartAsync();
        string[] broken = ["", "{", "[]", "null", "\"\\ud800\"", "{\"\\ud800\":1}"];
        string[] wrong = ["{}", """{"challenge":5,"formCode":[],"permissions":"x","nip":{},"subjectNip":1}"""];
        foreach (var route in Routes.Where(r => r.HasBody))
        {
            var allIsOptional = route.Template.StartsWith("/testdata/context", StringComparison.Ordinal) || route.Template == "/testdata/limits/subject/certificate";
            foreach (var body in allIsOptional ? broken : [.. broken, .. wrong])
                (await CallAsync(ksef.Client, route, route.Access == Access.Anonymous ? null : ksef.Client.Access, new StringContent(body, Encoding.UTF8, "application/json"))).ExpectCode(21405);
        }
    }

    [Fact]
    public async Task Every_reference_in_a_path_has_thirty_six_characters()
    {
        await using var ksef = await TestKsef.StartAsync();
        foreach (var route in Routes.Where(r => r.Access == Access.AccessToken && !r.HasBody && r.Template.Contains("{referenceNumber}", StringComparison.Ordinal)))
            (await ksef.Client.SendContentAsync(new HttpMethod(route.Method), PathOf(route).Replace(new string('A', 36), "A", StringComparison.Ordinal), null, ksef.Client.Access)).ExpectCode(21405);
        (await ksef.Client.DeleteAsync("permissions/common/grants/A")).ExpectCode(21405);
        (await ksef.Client.DeleteAsync("permissions/authorizations/grants/A")).ExpectCode(21405);
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_a_wrong_method_405()
    {
        await using var ksef = await TestKsef.StartAsync();
        (await ksef.Client.GetAsync("no/such/path")).Expect(404);
        (await ksef.Client.PostAsync("invoices/exports", new JsonObject())).Expect(404);
        Assert.Equal("GET", (await ksef.Client.PostAsync("rate-limits")).Expect(405).Headers["Allow"]);
        using var http = new HttpClient { BaseAddress = ksef.Emulator.LatarniaAddress };
        Assert.Equal(403, (int)(await http.GetAsync(new Uri("", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(404, (int)(await http.GetAsync(new Uri("v1/auth", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Limits_of_a_context_are_shown_and_changed()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        Assert.Equal(180, (int)(await client.GetAsync("rate-limits")).Expect(200).Json["invoiceSend"]!["perHour"]!);
        Assert.Equal(10_000, (int)(await client.GetAsync("limits/context")).Expect(200).Json["batchSession"]!["maxInvoices"]!);
        (await client.GetAsync("limits/subject")).Expect(200);
        var limits = new JsonObject();
        foreach (var (group, _) in Limits.RateLimits.Published) limits[group] = new JsonObject { ["perSecond"] = 1000, ["perMinute"] = 1000, ["perHour"] = group == "sessionList" ? 1 : 1000 };
        (await client.PostAsync("testdata/rate-limits", new JsonObject { ["rateLimits"] = limits })).Expect(200);
        (await client.GetAsync("sessions?sessionType=Online")).Expect(200);
        Assert.Equal("3600", (await client.GetAsync("sessions?sessionType=Online")).Expect(429).Headers["Retry-After"]);
        (await client.DeleteAsync("testdata/rate-limits")).Expect(200);
        (await client.PostAsync("testdata/rate-limits/production")).Expect(200);
        for (var i = 0; i < 5; i++) await client.GetAsync("sessions?sessionType=Online");
        (await client.GetAsync("sessions?sessionType=Online")).Expect(429);
    }
}
