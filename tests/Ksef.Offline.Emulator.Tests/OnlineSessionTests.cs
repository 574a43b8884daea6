using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

public sealed class OnlineSessionTests
{
    private const string Nowhere = "20260202-SO-AAAAAAAAAA-AAAAAAAAAA-AA";

    [Fact]
    public async Task Opening_wants_a_known_form_a_known_key_and_a_vector_of_sixteen_bytes()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        async Task<Reply> Open(Action<JsonObject> change)
        {
            var body = new JsonObject { ["formCode"] = RawClient.FormCode(), ["encryption"] = await client.EncryptionAsync() };
            change(body);
            return await client.PostAsync("sessions/online", body);
        }
        (await Open(b => b["formCode"]!["systemCode"] = "FA (9)")).ExpectCode(21405);
        (await Open(b => b["encryption"]!["initializationVector"] = "AAAA")).ExpectCode(21405);
        (await Open(b => b["encryption"]!["publicKeyId"] = RawClient.Hash([1]))).ExpectCode(21470);
        (await Open(b => b.Remove("encryption"))).ExpectCode(21405);
        var foreign = (await Open(b =>
        {
            b["encryption"]!["encryptedSymmetricKey"] = Convert.ToBase64String(new byte[256]);
            b["encryption"]!.AsObject().Remove("publicKeyId");
        })).Expect(201).Json;
        Assert.Equal(415, (int)(await client.GetAsync($"sessions/{foreign["referenceNumber"]}")).Json["status"]!["code"]!);
    }

    [Fact]
    public async Task Sending_is_held_to_sizes_hashes_and_the_state_of_the_session()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        var invoice = SampleInvoice.Bytes("FV/1", "2026-02-02");
        async Task<Reply> Send(Action<JsonObject> change, string? to = null)
        {
            var body = client.SendBody(invoice);
            change(body);
            return await client.PostAsync($"sessions/online/{to ?? session}/invoices", body);
        }
        (await Send(b => b["encryptedInvoiceSize"] = 5)).ExpectCode(21402);
        (await Send(b => b["encryptedInvoiceHash"] = RawClient.Hash([1]))).ExpectCode(21403);
        (await Send(b => b["invoiceHash"] = "short")).ExpectCode(21405);
        (await Send(b => b["hashOfCorrectedInvoice"] = RawClient.Hash([1]))).ExpectCode(21405);
        (await Send(_ => { }, Nowhere)).ExpectCode(21173);
        (await Send(_ => { }, "short")).ExpectCode(21405);
        async Task<int> StatusOf(Action<JsonObject> change) => (int)(await client.InvoiceStatusAsync(session, (string)(await Send(change)).Expect(202).Json["referenceNumber"]!))["status"]!["code"]!;
        Assert.Equal(430, await StatusOf(b => b["invoiceSize"] = 5));
        Assert.Equal(430, await StatusOf(b => b["invoiceHash"] = RawClient.Hash([1])));
        Assert.Equal(435, await StatusOf(b =>
        {
            b["encryptedInvoiceContent"] = Convert.ToBase64String(new byte[33]);
            b["encryptedInvoiceSize"] = 33;
            b["encryptedInvoiceHash"] = RawClient.Hash(new byte[33]);
        }));
        await client.CloseAsync(session);
        (await Send(_ => { })).ExpectCode(21180);
        (await client.PostAsync($"sessions/online/{session}/close")).ExpectCode(21180);
        (await client.PostAsync($"sessions/online/{Nowhere}/close")).ExpectCode(21173);
        (await client.PostAsync("sessions/online/short/close")).ExpectCode(21405);
        Assert.Equal(445, (int)(await client.GetAsync($"sessions/{session}")).Json["status"]!["code"]!);
    }

    [Fact]
    public async Task A_session_takes_as_many_invoices_as_its_limit_and_lives_twelve_hours()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        static JsonObject Limits() => new() { ["maxInvoiceSizeInMB"] = 0, ["maxInvoiceWithAttachmentSizeInMB"] = 3, ["maxInvoices"] = 1 };
        (await client.PostAsync("testdata/limits/context/session", new JsonObject { ["onlineSession"] = Limits(), ["batchSession"] = Limits() })).Expect(200);
        var session = await client.OpenAsync();
        var reference = await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/1", "2026-02-02"));
        Assert.Equal(430, (int)(await client.InvoiceStatusAsync(session, reference))["status"]!["code"]!);
        (await client.PostAsync($"sessions/online/{session}/invoices", client.SendBody(SampleInvoice.Bytes("FV/2", "2026-02-02")))).ExpectCode(21155);
        var empty = await client.OpenAsync();
        ksef.Time.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        await client.LoginAsync(SampleInvoice.Seller);
        (await client.PostAsync($"sessions/online/{empty}/invoices", client.SendBody(SampleInvoice.Bytes("FV/2", "2026-02-02")))).ExpectCode(21180);
        Assert.Equal(440, (int)(await client.GetAsync($"sessions/{empty}")).Json["status"]!["code"]!);
        var expired = (await client.GetAsync("sessions?sessionType=Online&statuses=Failed&statuses=Cancelled")).Expect(200).Json["sessions"]!.AsArray();
        Assert.Equal(2, expired.Count);
    }

    [Fact]
    public async Task Foreign_sellers_need_their_leave()
    {
        await using var ksef = await TestKsef.StartAsync(SampleInvoice.Buyer);
        var client = ksef.Client;
        var session = await client.OpenAsync();
        byte[] SelfInvoice(string number) => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(SampleInvoice.Bytes(number, "2026-02-02")).Replace("<P_17>2", "<P_17>1", StringComparison.Ordinal));
        async Task<int> Send(byte[] bytes) => (int)(await client.InvoiceStatusAsync(session, await client.SendInvoiceAsync(session, bytes)))["status"]!["code"]!;
        Assert.Equal(410, await Send(SampleInvoice.Bytes("FV/1", "2026-02-02")));
        Assert.Equal(410, await Send(SelfInvoice("FV/2")));
        using var seller = new RawClient(ksef.Emulator);
        await seller.LoginAsync(SampleInvoice.Seller);
        (await seller.PostAsync("permissions/authorizations/grants", new JsonObject
        {
            ["subjectIdentifier"] = new JsonObject { ["type"] = "Nip", ["value"] = SampleInvoice.Buyer },
            ["permission"] = "SelfInvoicing",
            ["description"] = "self invoicing",
            ["subjectDetails"] = new JsonObject { ["fullName"] = "Nabywca" },
        })).Expect(202);
        Assert.Equal(200, await Send(SelfInvoice("FV/2")));
    }

    [Fact]
    public async Task A_technical_correction_replaces_a_rejected_offline_invoice_once()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        var rejected = SampleInvoice.Bytes("FV/1", "2026-02-03");
        Assert.Equal(450, (int)(await client.InvoiceStatusAsync(session, await client.SendInvoiceAsync(session, rejected, offline: true)))["status"]!["code"]!);
        var good = SampleInvoice.Bytes("FV/1", "2026-02-02");
        var status = await client.InvoiceStatusAsync(session, await client.SendInvoiceAsync(session, good, offline: true, corrected: rejected));
        Assert.Equal(200, (int)status["status"]!["code"]!);
        (await client.PostAsync($"sessions/online/{session}/invoices", client.SendBody(SampleInvoice.Bytes("FV/1a", "2026-02-02"), true, rejected))).ExpectCode(21166);
        (await client.PostAsync($"sessions/online/{session}/invoices", client.SendBody(SampleInvoice.Bytes("FV/1b", "2026-02-02"), true, good))).ExpectCode(21167);
        await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/9", "2026-02-02"), offline: true, corrected: [9]);
        var link = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(rejected)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var http = new HttpClient { BaseAddress = ksef.Emulator.LatarniaAddress };
        Assert.DoesNotContain("data-result=\"found\"", await http.GetStringAsync(new Uri($"invoice/{SampleInvoice.Seller}/04-02-2026/{link}", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("data-result=\"found\"", await http.GetStringAsync(new Uri($"invoice/{SampleInvoice.Seller}/02-02-2026/{link}", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processing_takes_as_long_as_the_script_says_and_may_be_held()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        ksef.Emulator.Script.Apply("""{"processing": {"acceptedMs": 1000, "processingMs": 5000}, "storageMs": 2000}""");
        var session = await client.OpenAsync();
        var reference = await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/1", "2026-02-02"));
        async Task<int> Code() => (int)(await client.InvoiceStatusAsync(session, reference))["status"]!["code"]!;
        Assert.Equal(100, await Code());
        ksef.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(150, await Code());
        Assert.Empty(ksef.Emulator.Invoices);
        await client.CloseAsync(session);
        Assert.Equal(170, (int)(await client.GetAsync($"sessions/{session}")).Json["status"]!["code"]!);
        ksef.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, await Code());
        var number = (string)(await client.InvoiceStatusAsync(session, reference))["ksefNumber"]!;
        (await client.GetAsync($"invoices/ksef/{number}")).ExpectCode(21165);
        ksef.Time.Advance(TimeSpan.FromSeconds(2));
        (await client.GetAsync($"invoices/ksef/{number}")).Expect(200);
        ksef.Emulator.Script.Apply("""{"clear": true, "processing": {"hold": true}}""");
        session = await client.OpenAsync();
        reference = await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/2", "2026-02-02"));
        ksef.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(150, await Code());
        ksef.Emulator.Script.Apply("""{"processing": {"release": true}}""");
        Assert.Equal(200, await Code());
    }

    [Fact]
    public async Task Reading_is_refused_where_nothing_is()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        const string Number = SampleInvoice.Seller + "-20260202-010000000000-00";
        (await client.GetAsync($"sessions/{Nowhere}")).ExpectCode(21173);
        (await client.GetAsync("sessions/short")).ExpectCode(21405);
        (await client.GetAsync($"sessions/{Nowhere}/invoices")).ExpectCode(21173);
        (await client.GetAsync($"sessions/{session}/invoices?pageSize=1001")).ExpectCode(21405);
        (await client.GetAsync($"sessions/{session}/invoices", ("x-continuation-token", "e30="))).ExpectCode(21418);
        (await client.GetAsync($"sessions/{Nowhere}/invoices/failed")).ExpectCode(21173);
        (await client.GetAsync($"sessions/{session}/invoices/failed?pageSize=x")).ExpectCode(21405);
        (await client.GetAsync($"sessions/{session}/invoices/failed", ("x-continuation-token", "?"))).ExpectCode(21418);
        (await client.GetAsync($"sessions/{session}/invoices/short")).ExpectCode(21405);
        (await client.GetAsync($"sessions/{session}/invoices/{Nowhere}")).ExpectCode(21164);
        (await client.GetAsync($"sessions/{session}/invoices/ksef/{Number}/upo")).ExpectCode(21178);
        (await client.GetAsync($"sessions/{session}/invoices/ksef/x/upo")).ExpectCode(21405);
        (await client.GetAsync($"sessions/{session}/invoices/{Nowhere}/upo")).ExpectCode(21178);
        (await client.GetAsync($"sessions/{session}/invoices/short/upo")).ExpectCode(21405);
        (await client.GetAsync($"sessions/{Nowhere}/upo/{Nowhere}")).ExpectCode(21173);
        (await client.GetAsync($"sessions/{session}/upo/{Nowhere}")).ExpectCode(21178);
        (await client.GetAsync($"sessions/{session}/upo/short")).ExpectCode(21405);
        (await client.GetAsync($"invoices/ksef/{Number}")).ExpectCode(21164);
        (await client.GetAsync("invoices/ksef/x")).ExpectCode(21405);
        (await client.GetAsync("sessions")).ExpectCode(21405);
        (await client.GetAsync("sessions?sessionType=Online", ("x-continuation-token", "?"))).ExpectCode(21418);
        (await client.GetAsync("sessions?sessionType=Online&dateCreatedFrom=yesterday")).ExpectCode(21405);
        using var other = new RawClient(ksef.Emulator);
        await other.LoginAsync(SampleInvoice.Buyer);
        (await other.GetAsync($"sessions/{session}")).ExpectCode(21173);
    }

    [Fact]
    public async Task Metadata_are_filtered_sorted_and_paged()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        for (var i = 1; i <= 12; i++)
        {
            await client.SendInvoiceAsync(session, SampleInvoice.Bytes($"FV/{i}", "2026-02-02"), offline: i % 2 == 0);
            ksef.Time.Advance(TimeSpan.FromSeconds(1));
        }
        async Task<JsonNode> Query(string query = "", string subject = "Subject1", params (string Name, JsonNode Value)[] more)
        {
            var body = new JsonObject { ["subjectType"] = subject, ["dateRange"] = new JsonObject { ["dateType"] = "PermanentStorage", ["from"] = "2026-02-01T00:00:00" } };
            foreach (var (name, value) in more) body[name] = value;
            return (await client.PostAsync($"invoices/query/metadata{query}", body)).Expect(200).Json;
        }
        var first = await Query("?sortOrder=Desc");
        Assert.True((bool)first["hasMore"]!);
        Assert.Equal("FV/12", (string)first["invoices"]![0]!["invoiceNumber"]!);
        Assert.Equal(2, (await Query("?pageOffset=1"))["invoices"]!.AsArray().Count);
        Assert.Equal(6, (await Query("", "Subject1", ("invoicingMode", "Offline")))["invoices"]!.AsArray().Count);
        Assert.Empty((await Query("", "Subject2"))["invoices"]!.AsArray());
        Assert.Single((await Query("", "Subject1", ("invoiceNumber", "FV/7"), ("sellerNip", SampleInvoice.Seller), ("currencyCodes", new JsonArray("PLN")), ("invoiceTypes", new JsonArray("Vat")), ("amount", new JsonObject { ["type"] = "Brutto", ["from"] = 123, ["to"] = 123 })))["invoices"]!.AsArray());
        Assert.Empty((await Query("", "Subject1", ("formType", "PEF")))["invoices"]!.AsArray());
        (await client.PostAsync("invoices/query/metadata", new JsonObject { ["subjectType"] = "Subject1", ["dateRange"] = new JsonObject { ["dateType"] = "Issue", ["from"] = "2025-01-01T00:00:00Z" } })).ExpectCode(21405);
        (await client.PostAsync("invoices/query/metadata", new JsonObject { ["subjectType"] = "Subject1", ["dateRange"] = new JsonObject { ["dateType"] = "PermanentStorage", ["from"] = "2026-03-01T00:00:00Z", ["to"] = "2026-03-02T00:00:00Z", ["restrictToPermanentStorageHwmDate"] = true } })).ExpectCode(21183);
        using var buyer = new RawClient(ksef.Emulator);
        await buyer.LoginAsync(SampleInvoice.Buyer);
        (await buyer.GetAsync($"invoices/ksef/{ksef.Emulator.Invoices[0].KsefNumber}")).Expect(200);
    }
}
