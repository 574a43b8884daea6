using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

public sealed class RightsTests
{
    private static JsonObject Id(string type, string value) => new() { ["type"] = type, ["value"] = value };

    private static JsonObject Person() => new() { ["subjectDetailsType"] = "PersonByIdentifier", ["personById"] = new JsonObject { ["firstName"] = "Jan", ["lastName"] = "Kowalski" } };

    private static async Task<TestKsef> StartWithSealAsync()
    {
        var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned("CN=Firma, O=Firma, C=PL, 2.5.4.97=VATPL-" + SampleInvoice.Seller);
        await XadesLoginTests.LoginAsync(ksef.Client, certificate);
        return ksef;
    }

    [Fact]
    public async Task A_token_is_issued_used_listed_and_revoked()
    {
        await using var ksef = await StartWithSealAsync();
        var client = ksef.Client;
        var made = (await client.PostAsync("tokens", new JsonObject { ["permissions"] = new JsonArray("InvoiceWrite", "InvoiceRead"), ["description"] = "till one" })).Expect(202).Json;
        var (reference, secret) = ((string)made["referenceNumber"]!, (string)made["token"]!);
        Assert.InRange(secret.Length, 40, 160);
        using var till = new RawClient(ksef.Emulator);
        await till.LoginAsync(SampleInvoice.Seller, secret);
        await till.OpenAsync();
        (await till.PostAsync("permissions/persons/grants", new JsonObject())).Expect(403);
        Assert.Equal("Active", (string)(await client.GetAsync($"tokens/{reference}")).Expect(200).Json["status"]!);
        Assert.Single((await client.GetAsync("tokens?status=Active&description=TILL&authorIdentifier=526&authorIdentifierType=Nip")).Expect(200).Json["tokens"]!.AsArray());
        Assert.Single((await till.GetAsync("tokens")).Expect(200).Json["tokens"]!.AsArray());
        using var wrong = new RawClient(ksef.Emulator);
        var elsewhere = (await wrong.BeginTokenLoginAsync(SampleInvoice.Buyer, secret)).Expect(202).Json;
        Assert.Equal(450, (int)(await wrong.SendAsync(HttpMethod.Get, $"auth/{elsewhere["referenceNumber"]}", null, (string)elsewhere["authenticationToken"]!["token"]!)).Json["status"]!["code"]!);

        (await client.DeleteAsync($"tokens/{reference}")).Expect(204);
        (await till.SendAsync(HttpMethod.Post, "auth/token/refresh", null, till.Refresh)).ExpectCode(21301);
        await till.OpenAsync();
        (await client.GetAsync("tokens?status=Unknown")).ExpectCode(21405);
        (await client.GetAsync("tokens", ("x-continuation-token", "?"))).ExpectCode(21418);
        (await client.GetAsync($"tokens/{new string('A', 36)}")).ExpectCode(21405);
        (await client.DeleteAsync($"tokens/{new string('A', 36)}")).ExpectCode(21405);
        (await till.PostAsync("tokens", new JsonObject { ["permissions"] = new JsonArray("InvoiceRead"), ["description"] = "by token" })).Expect(403);
    }

    [Fact]
    public async Task A_token_holds_no_more_than_its_author_and_only_in_some_contexts()
    {
        await using var ksef = await StartWithSealAsync();
        var client = ksef.Client;
        (await client.PostAsync("testdata/permissions", new JsonObject
        {
            ["contextIdentifier"] = Id("Nip", SampleInvoice.Buyer),
            ["authorizedIdentifier"] = Id("Nip", SampleInvoice.Seller),
            ["permissions"] = new JsonArray(new JsonObject { ["permissionType"] = "InvoiceRead", ["description"] = "reading" }),
        })).Expect(200);
        using var certificate = LoginSigner.SelfSigned("CN=Firma, O=Firma, C=PL, 2.5.4.97=VATPL-" + SampleInvoice.Seller);
        await XadesLoginTests.LoginAsync(client, certificate, $"<Nip>{SampleInvoice.Buyer}</Nip>");
        (await client.PostAsync("tokens", new JsonObject { ["permissions"] = new JsonArray("InvoiceWrite"), ["description"] = "too much" })).ExpectCode(26001);
        (await client.PostAsync("tokens", new JsonObject { ["permissions"] = new JsonArray(), ["description"] = "nothing" })).ExpectCode(21405);
        (await client.PostAsync("sessions/online", new JsonObject())).Expect(403);
        var own = (await client.PostAsync("permissions/query/personal/grants", new JsonObject())).Expect(200).Json["permissions"]!.AsArray();
        Assert.Equal("InvoiceRead", (string)Assert.Single(own)!["permissionScope"]!);
        await XadesLoginTests.LoginAsync(client, certificate, $"<NipVatUe>{SampleInvoice.Seller}-DE123456789</NipVatUe>");
        (await client.PostAsync("tokens", new JsonObject { ["permissions"] = new JsonArray("InvoiceRead"), ["description"] = "context" })).ExpectCode(26002);
        (await client.PostAsync("testdata/permissions/revoke", new JsonObject { ["contextIdentifier"] = Id("Nip", SampleInvoice.Buyer), ["authorizedIdentifier"] = Id("Nip", SampleInvoice.Seller) })).Expect(200);
    }

    [Fact]
    public async Task Permissions_are_granted_found_and_taken_back()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var operation = (string)(await client.PostAsync("permissions/persons/grants", new JsonObject { ["subjectIdentifier"] = Id("Pesel", "80010112345"), ["permissions"] = new JsonArray("InvoiceWrite"), ["description"] = "accountant", ["subjectDetails"] = Person() })).Expect(202).Json["referenceNumber"]!;
        Assert.Equal(200, (int)(await client.GetAsync($"permissions/operations/{operation}")).Expect(200).Json["status"]!["code"]!);
        (await client.GetAsync($"permissions/operations/{new string('A', 36)}")).ExpectCode(21405);
        var persons = (await client.PostAsync("permissions/query/persons/grants", new JsonObject { ["queryType"] = "PermissionsInCurrentContext" })).Expect(200).Json["permissions"]!.AsArray();
        var id = (string)Assert.Single(persons)!["id"]!;
        using var certificate = LoginSigner.SelfSigned("CN=Jan Kowalski, G=Jan, SN=Kowalski, C=PL, SERIALNUMBER=PNOPL-80010112345");
        using var person = new RawClient(ksef.Emulator);
        await XadesLoginTests.LoginAsync(person, certificate, $"<Nip>{SampleInvoice.Seller}</Nip>");
        await person.OpenAsync();
        (await client.DeleteAsync($"permissions/common/grants/{id}")).Expect(202);
        (await client.DeleteAsync($"permissions/common/grants/{id}")).ExpectCode(21405);

        (await client.PostAsync("permissions/entities/grants", new JsonObject { ["subjectIdentifier"] = Id("Nip", SampleInvoice.Buyer), ["permissions"] = new JsonArray(new JsonObject { ["type"] = "InvoiceWrite", ["canDelegate"] = true }), ["description"] = "office", ["subjectDetails"] = new JsonObject { ["fullName"] = "Biuro" } })).Expect(202);
        (await client.PostAsync("permissions/authorizations/grants", new JsonObject { ["subjectIdentifier"] = Id("Nip", SampleInvoice.Buyer), ["permission"] = "TaxRepresentative", ["description"] = "representative", ["subjectDetails"] = new JsonObject { ["fullName"] = "Biuro" } })).Expect(202);
        using var office = new RawClient(ksef.Emulator);
        await office.LoginAsync(SampleInvoice.Buyer);
        Assert.Single((await office.PostAsync("permissions/query/entities/grants", new JsonObject())).Expect(200).Json["permissions"]!.AsArray());
        Assert.Single((await office.PostAsync("permissions/query/authorizations/grants", new JsonObject { ["queryType"] = "Received" })).Expect(200).Json["authorizationGrants"]!.AsArray());
        var given = (await client.PostAsync("permissions/query/authorizations/grants", new JsonObject { ["queryType"] = "Granted" })).Expect(200).Json["authorizationGrants"]!.AsArray();
        (await client.DeleteAsync($"permissions/authorizations/grants/{given[0]!["id"]}")).Expect(202);
        (await client.DeleteAsync($"permissions/authorizations/grants/{new string('A', 36)}")).ExpectCode(21405);
        foreach (var path in (string[])["permissions/persons/grants", "permissions/entities/grants", "permissions/authorizations/grants", "permissions/query/persons/grants", "permissions/query/authorizations/grants"])
            (await client.PostAsync(path, new JsonObject())).ExpectCode(21405);
        (await client.PostAsync("permissions/query/personal/grants?pageSize=1")).ExpectCode(21405);
        (await client.PostAsync("permissions/query/entities/grants?pageOffset=-1")).ExpectCode(21405);
        ksef.Time.Advance(TimeSpan.FromDays(31));
        await client.LoginAsync(SampleInvoice.Seller);
        (await client.GetAsync($"permissions/operations/{operation}")).Expect(410);
    }

    [Fact]
    public async Task Test_data_are_made_and_taken_back()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        JsonObject Subject() => new() { ["subjectNip"] = SampleInvoice.Buyer, ["subjectType"] = "VatGroup", ["description"] = "a group" };
        JsonObject Someone() => new() { ["nip"] = SampleInvoice.Seller, ["pesel"] = "80010112345", ["isBailiff"] = false, ["description"] = "a person" };
        (await client.PostAsync("testdata/subject", Subject())).Expect(200);
        (await client.PostAsync("testdata/subject", Subject())).ExpectCode(30001);
        (await client.PostAsync("testdata/subject/remove", new JsonObject { ["subjectNip"] = SampleInvoice.Buyer })).Expect(200);
        (await client.PostAsync("testdata/subject", Subject())).Expect(200);
        (await client.PostAsync("testdata/person", Someone())).Expect(200);
        (await client.PostAsync("testdata/person", Someone())).ExpectCode(30001);
        using var certificate = LoginSigner.SelfSigned("CN=Jan Kowalski, G=Jan, SN=Kowalski, C=PL, SERIALNUMBER=PNOPL-80010112345");
        await XadesLoginTests.LoginAsync(client, certificate, $"<Nip>{SampleInvoice.Seller}</Nip>");
        (await client.PostAsync("testdata/person/remove", new JsonObject { ["nip"] = SampleInvoice.Seller })).Expect(200);
    }
}
