using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

public sealed class BatchSessionTests
{
    private static (string, byte[])[] Invoices(int count, string prefix = "FV") =>
        [.. Enumerable.Range(1, count).Select(i => ($"{prefix}-{i}.xml", SampleInvoice.Bytes($"{prefix}/{i}", "2026-02-02")))];

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 2)]
    public async Task A_package_goes_through_in_any_form_and_number_of_parts(bool tarGz, int parts)
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var files = Invoices(25);
        var (session, status) = await Packages.SendAsync(client, tarGz ? Packages.TarGz(files) : Packages.Zip(files), parts, tarGz);
        Assert.Equal(200, (int)status["status"]!["code"]!);
        Assert.Equal(25, (int)status["successfulInvoiceCount"]!);
        var first = (await client.GetAsync($"sessions/{session}/invoices?pageSize=20")).Expect(200).Json;
        Assert.Equal("FV-1.xml", (string)first["invoices"]![0]!["invoiceFileName"]!);
        var rest = (await client.GetAsync($"sessions/{session}/invoices?pageSize=20", ("x-continuation-token", (string)first["continuationToken"]!))).Expect(200).Json;
        Assert.Equal(5, rest["invoices"]!.AsArray().Count);
        Assert.Null(rest["continuationToken"]);
        (await client.GetAsync($"sessions/{session}/upo/{status["upo"]!["pages"]![0]!["referenceNumber"]}")).Expect(200);
        Assert.Equal(25, ksef.Emulator.Invoices.Count);
    }

    [Fact]
    public async Task Bad_invoices_and_duplicates_in_a_package_are_told_one_by_one()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var files = Invoices(2).Append(("again.xml", SampleInvoice.Bytes("FV/1", "2026-02-02"))).Append(("bad.xml", "<a/>"u8.ToArray()));
        var (session, status) = await Packages.SendAsync(client, Packages.Zip(files));
        Assert.Equal(200, (int)status["status"]!["code"]!);
        var failed = (await client.GetAsync($"sessions/{session}/invoices/failed")).Expect(200).Json["invoices"]!.AsArray();
        Assert.Equal([440, 430], failed.Select(f => (int)f!["status"]!["code"]!));
        var (_, none) = await Packages.SendAsync(client, Packages.Zip([("bad.xml", "<a/>"u8.ToArray())]));
        Assert.Equal(445, (int)none["status"]!["code"]!);
    }

    [Fact]
    public async Task Midnight_does_not_matter_once_the_session_is_open()
    {
        await using var ksef = await TestKsef.StartAsync(now: new DateTimeOffset(2026, 2, 2, 22, 59, 59, TimeSpan.Zero));
        var client = ksef.Client;
        var package = Packages.Zip(Invoices(1));
        var parts = Packages.Cut(client, package, 1);
        var opened = (await client.PostAsync("sessions/batch", Packages.OpenBody(client, await client.EncryptionAsync(), package, parts))).Expect(201).Json;
        ksef.Time.Advance(TimeSpan.FromMinutes(10));
        (await Packages.UploadAsync(opened["partUploadRequests"]![0]!, parts[0])).Expect(201);
        (await client.PostAsync($"sessions/batch/{opened["referenceNumber"]}/close")).Expect(204);
        await ksef.Emulator.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.False(Assert.Single(ksef.Emulator.Invoices).Offline);
    }

    [Fact]
    public async Task Opening_refuses_wrong_declarations()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var encryption = await client.EncryptionAsync();
        async Task<Reply> Open(Action<JsonObject> change)
        {
            var body = Packages.OpenBody(client, encryption.DeepClone().AsObject(), [1], [[1]]);
            change(body);
            return await client.PostAsync("sessions/batch", body);
        }
        static JsonNode Part(int n, long size = 1) => new JsonObject { ["ordinalNumber"] = n, ["fileSize"] = size, ["fileHash"] = RawClient.Hash([1]) };
        (await Open(b => b["batchFile"]!["fileParts"] = new JsonArray([.. Enumerable.Range(1, 51).Select(i => Part(i))]))).ExpectCode(21161);
        (await Open(b => b["batchFile"]!["fileParts"] = new JsonArray(Part(1, 100_000_017)))).ExpectCode(21157);
        (await Open(b => b["batchFile"]!["fileParts"] = new JsonArray(Part(2)))).ExpectCode(21405);
        (await Open(b => b["batchFile"]!["fileParts"] = new JsonArray())).ExpectCode(21405);
        (await Open(b => b["batchFile"]!["fileSize"] = 5_000_000_001)).ExpectCode(21405);
        (await Open(b => b["batchFile"]!["compressionType"] = "Rar")).ExpectCode(21405);
        (await Open(b => b["encryption"]!["publicKeyId"] = RawClient.Hash([9]))).ExpectCode(21470);
        (await Open(_ => { })).Expect(201);
    }

    [Fact]
    public async Task Uploads_need_the_link_its_headers_its_time_and_no_token()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var package = Packages.Zip(Invoices(1));
        var parts = Packages.Cut(client, package, 1);
        var opened = (await client.PostAsync("sessions/batch", Packages.OpenBody(client, await client.EncryptionAsync(), package, parts))).Expect(201).Json;
        var session = (string)opened["referenceNumber"]!;
        var request = opened["partUploadRequests"]![0]!;
        (await Packages.UploadAsync(request, parts[0], withHeaders: false)).Expect(400);
        (await Packages.UploadAsync(request, parts[0], token: client.Access)).Expect(401);
        var forged = request.DeepClone();
        var url = (string)request["url"]!;
        forged["url"] = url[..^2] + (url[^2] == 'A' ? 'B' : 'A') + url[^1];
        (await Packages.UploadAsync(forged, parts[0])).Expect(403);
        (await client.PostAsync($"sessions/batch/{session}/close")).ExpectCode(21205);
        (await Packages.UploadAsync(request, [1, 2, 3])).Expect(201);
        (await client.PostAsync($"sessions/batch/{session}/close")).ExpectCode(21157);
        ksef.Time.Advance(TimeSpan.FromMinutes(21));
        await client.LoginAsync(SampleInvoice.Seller);
        (await Packages.UploadAsync(request, parts[0])).Expect(403);
        (await client.PostAsync($"sessions/batch/{session}/close")).ExpectCode(21208);
        Assert.Equal(440, (int)(await client.GetAsync($"sessions/{session}")).Json["status"]!["code"]!);
        (await client.PostAsync($"sessions/batch/{new string('A', 36)}/close")).ExpectCode(21173);
    }

    [Fact]
    public async Task A_closed_batch_is_not_closed_again()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var (session, _) = await Packages.SendAsync(client, Packages.Zip(Invoices(1)));
        (await client.PostAsync($"sessions/batch/{session}/close")).ExpectCode(21180);
    }

    [Fact]
    public async Task Packages_that_are_not_what_they_say_end_the_session()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        async Task<int> CodeOf(byte[] package, bool tarGz = false, Func<byte[][], byte[][]>? spoil = null) => (int)(await Packages.SendAsync(client, package, 1, tarGz, spoil: spoil)).Status["status"]!["code"]!;
        var good = Packages.Zip(Invoices(1));
        Assert.Equal(405, await CodeOf(good, spoil: parts => [[.. parts[0].Reverse()]]));
        Assert.Equal(430, await CodeOf("no archive"u8.ToArray()));
        Assert.Equal(430, await CodeOf("no archive"u8.ToArray(), tarGz: true));
        Assert.Equal(430, await CodeOf(Packages.TarGz(Invoices(1)), tarGz: false));
        Assert.Equal(430, await CodeOf(Packages.Zip([("../out.xml", [1])])));
        Assert.Equal(430, await CodeOf(Packages.Zip([("/abs.xml", [1])])));
        Assert.Equal(430, await CodeOf(Packages.Zip([("a\\b.xml", [1])])));
        Assert.Equal(430, await CodeOf(Packages.Zip([("a.xml", [1]), ("a.xml", [2])])));
        Assert.Equal(430, await CodeOf(Packages.TarGz([("x/../../y.xml", [1])]), tarGz: true));
        using var link = new MemoryStream();
        using (var gzip = new GZipStream(link, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip)) tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "a.xml") { LinkName = "/etc/passwd" });
        Assert.Equal(430, await CodeOf(link.ToArray(), tarGz: true));
        Assert.Equal(445, await CodeOf(Packages.Zip([("bomb.xml", new byte[50_000_000])])));
        Assert.Equal(445, await CodeOf(Packages.TarGz([("bomb.xml", new byte[100_000_000])]), tarGz: true));
        Assert.Equal(440, await CodeOf(GzipOfZeros(1_000_000_000), tarGz: true));
        Assert.Equal(440, await CodeOf(Packages.Zip([])));
    }

    /// <summary>A megabyte that unpacks to a gigabyte.</summary>
    private static byte[] GzipOfZeros(long size)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (long n = 0; n < size; n += zeros.Length) gzip.Write(zeros);
        }
        return buffer.ToArray();
    }

    [Fact]
    public async Task A_foreign_key_or_too_many_invoices_end_the_session()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var package = Packages.Zip(Invoices(3));
        (await client.PostAsync("testdata/limits/context/session", new JsonObject { ["onlineSession"] = Limits(2), ["batchSession"] = Limits(2) })).Expect(200);
        Assert.Equal(420, (int)(await Packages.SendAsync(client, package)).Status["status"]!["code"]!);
        (await client.DeleteAsync("testdata/limits/context/session")).Expect(200);
        Assert.Equal(200, (int)(await Packages.SendAsync(client, package)).Status["status"]!["code"]!);

        var wrong = await client.EncryptionAsync();
        wrong["encryptedSymmetricKey"] = Convert.ToBase64String(new byte[256]);
        wrong.Remove("publicKeyId");
        var parts = Packages.Cut(client, package, 1);
        var opened = (await client.PostAsync("sessions/batch", Packages.OpenBody(client, wrong, package, parts))).Expect(201).Json;
        (await Packages.UploadAsync(opened["partUploadRequests"]![0]!, parts[0])).Expect(201);
        (await client.PostAsync($"sessions/batch/{opened["referenceNumber"]}/close")).Expect(204);
        await ksef.Emulator.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(415, (int)(await client.GetAsync($"sessions/{opened["referenceNumber"]}")).Json["status"]!["code"]!);

        using var other = new RawClient(ksef.Emulator) { Access = client.Access };
        parts = Packages.Cut(other, package, 1);
        opened = (await client.PostAsync("sessions/batch", Packages.OpenBody(client, await client.EncryptionAsync(), package, parts))).Expect(201).Json;
        (await Packages.UploadAsync(opened["partUploadRequests"]![0]!, parts[0])).Expect(201);
        (await client.PostAsync($"sessions/batch/{opened["referenceNumber"]}/close")).Expect(204);
        await ksef.Emulator.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Contains((int)(await client.GetAsync($"sessions/{opened["referenceNumber"]}")).Json["status"]!["code"]!, new[] { 435, 405 });
        static JsonObject Limits(int n) => new() { ["maxInvoiceSizeInMB"] = 1, ["maxInvoiceWithAttachmentSizeInMB"] = 3, ["maxInvoices"] = n };
    }

    [Fact]
    public async Task Attachments_pass_in_a_batch_and_with_consent_alone()
    {
        const string Attachment = "<Zalacznik><BlokDanych><MetaDane><ZKlucz>k</ZKlucz><ZWartosc>w</ZWartosc></MetaDane></BlokDanych></Zalacznik>";
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        byte[] Invoice(string number) => SampleInvoice.Bytes(number, "2026-02-02", attachment: Attachment);
        async Task<int> Batch(string number)
        {
            var (session, _) = await Packages.SendAsync(client, Packages.Zip([("a.xml", Invoice(number))]));
            return (int)(await client.GetAsync($"sessions/{session}/invoices")).Json["invoices"]![0]!["status"]!["code"]!;
        }
        Assert.Equal(415, await Batch("A/1"));
        (await client.PostAsync("testdata/attachment", new JsonObject { ["nip"] = SampleInvoice.Seller })).Expect(200);
        Assert.True((bool)(await client.GetAsync("permissions/attachments/status")).Expect(200).Json["isAttachmentAllowed"]!);
        Assert.Equal(200, await Batch("A/1"));
        var online = await client.OpenAsync();
        Assert.Equal(415, (int)(await client.InvoiceStatusAsync(online, await client.SendInvoiceAsync(online, Invoice("A/2"))))["status"]!["code"]!);
        (await client.PostAsync("testdata/attachment/revoke", new JsonObject { ["nip"] = SampleInvoice.Seller })).Expect(200);
        ksef.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(415, await Batch("A/3"));
    }
}
