using System.Net.Sockets;
using System.Text;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

public sealed class RobustnessTests
{
    [Fact]
    public async Task Arbitrary_bytes_headers_and_paths_never_crash_it()
    {
        await using var ksef = await TestKsef.StartAsync();
        var random = new Random(20260202);
        string[] starts = ["GET /v2/", "POST /v2/auth/challenge HTTP/1.1\r\nHost: a\r\n", "POST /v2/auth/ksef-token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n", "PUT /storage/parts/", "GET /storage/upo/invoice/a/b?se=1&sig=", "GET /certificate/Nip/1/2/3/4/5", "GET /invoice/%00/", ""];
        for (var round = 0; round < 300; round++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", ksef.Emulator.BaseAddress.Port, TestContext.Current.CancellationToken);
            var noise = new byte[random.Next(0, 200)];
            random.NextBytes(noise);
            if (round % 2 == 0) for (var i = 0; i < noise.Length; i++) noise[i] = (byte)(32 + (noise[i] % 95));
            var end = round % 3 == 0 ? " HTTP/1.1\r\nHost: a\r\n\r\n" : "\r\n\r\n";
            await socket.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(starts[round % starts.Length]), .. noise, .. Encoding.ASCII.GetBytes(end)], TestContext.Current.CancellationToken);
        }
        foreach (var path in (string[])["auth/%2e%2e/%00", "sessions/%F0%9F%92%A9/invoices", "invoices/ksef/%ff", $"sessions/{new string('a', 4000)}", "sessions?sessionType=Online&pageSize=99999999999", "tokens?status=%00&description=%ff%ff%ff"])
            Assert.NotEqual(500, (await ksef.Client.GetAsync(path)).Status);
        await ksef.Client.OpenAsync();
        Assert.Null(ksef.Emulator.LastFault);
    }

    [Fact]
    public async Task Random_bodies_are_answered_with_400_and_never_with_500()
    {
        await using var ksef = await TestKsef.StartAsync();
        var random = new Random(7);
        var valid = ksef.Client.SendBody(SampleInvoice.Bytes("FV/1", "2026-02-02")).ToJsonString();
        var session = await ksef.Client.OpenAsync();
        for (var i = 0; i < 200; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(valid);
            for (var n = random.Next(1, 6); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("application/json");
            var reply = await ksef.Client.SendContentAsync(HttpMethod.Post, $"sessions/online/{session}/invoices", content, ksef.Client.Access);
            Assert.True(reply.Status is 202 or 400, ksef.Emulator.LastFault?.ToString());
        }
        Assert.Null(ksef.Emulator.LastFault);
    }

    [Theory]
    [InlineData("encryptedInvoiceContent")]
    [InlineData("invoiceHash")]
    [InlineData("offlineMode")]
    public async Task Half_a_surrogate_pair_in_a_value_is_refused(string name)
    {
        await using var ksef = await TestKsef.StartAsync();
        var session = await ksef.Client.OpenAsync();
        var body = System.Text.RegularExpressions.Regex.Replace(ksef.Client.SendBody(SampleInvoice.Bytes("FV/1", "2026-02-02")).ToJsonString(), $"(?<=\"{name}\":)(\"[^\"]*\"|[a-z]+)", "\"\\uD800\"");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await ksef.Client.SendContentAsync(HttpMethod.Post, $"sessions/online/{session}/invoices", content, ksef.Client.Access)).ExpectCode(21405);
        Assert.Null(ksef.Emulator.LastFault);
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_body_means_nothing()
    {
        await using var ksef = await TestKsef.StartAsync();
        var session = await ksef.Client.OpenAsync();
        using var content = new ByteArrayContent([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ksef.Client.SendBody(SampleInvoice.Bytes("FV/1", "2026-02-02")).ToJsonString())]);
        content.Headers.ContentType = new("application/json");
        (await ksef.Client.SendContentAsync(HttpMethod.Post, $"sessions/online/{session}/invoices", content, ksef.Client.Access)).Expect(202);
    }

    [Fact]
    public async Task The_beacon_tells_who_knows_its_documents_that_nothing_is_new()
    {
        await using var ksef = await TestKsef.StartAsync();
        using var http = new HttpClient { BaseAddress = ksef.Emulator.LatarniaAddress };
        foreach (var path in (string[])["status", "messages"])
        {
            using var first = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            http.DefaultRequestHeaders.IfNoneMatch.Clear();
            http.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
            using var same = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.NotModified, same.StatusCode);
        }
        ksef.Emulator.Beacon.Fix("FAILURE");
        using var changed = await http.GetAsync(new Uri("status", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("FAILURE", await changed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_of_a_killed_emulator_holds_everything_that_was_answered()
    {
        var folder = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
        await using var ksef = await TestKsef.StartAsync(options: o => o with { DataFolder = folder });
        var client = ksef.Client;
        var session = await client.OpenAsync();
        for (var i = 1; i <= 5; i++)
        {
            var reference = await client.SendInvoiceAsync(session, SampleInvoice.Bytes($"FV/{i}", "2026-02-02"));
            var copy = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
            foreach (var file in Directory.GetFiles(folder).Where(f => !f.EndsWith("lock", StringComparison.Ordinal)))
            {
                await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                await using var target = File.Create(Path.Combine(copy, Path.GetFileName(file)));
                await source.CopyToAsync(target, TestContext.Current.CancellationToken);
                if (file.EndsWith(".jsonl", StringComparison.Ordinal)) await target.WriteAsync("[{\"$type\":\"invoice\",\"Refer"u8.ToArray(), TestContext.Current.CancellationToken);
            }
            await using var revived = await TestKsef.StartAsync(options: o => o with { DataFolder = copy });
            Assert.Equal(i, revived.Emulator.Invoices.Count);
            Assert.Equal(ksef.Emulator.Invoices.Select(n => n.KsefNumber), revived.Emulator.Invoices.Select(n => n.KsefNumber));
            Assert.Equal(200, (int)(await revived.Client.InvoiceStatusAsync(session, reference))["status"]!["code"]!);
            Assert.NotEqual(session, await revived.Client.OpenAsync());
        }
    }

    [Fact]
    public async Task A_folder_serves_one_emulator_at_a_time_and_keeps_its_token_from_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
        await using var ksef = await TestKsef.StartAsync(null, o => o with { DataFolder = folder });
        await Assert.ThrowsAsync<IOException>(() => TestKsef.StartAsync(null, o => o with { DataFolder = folder }));
        Assert.Contains(ksef.Emulator.Token[^64..], ReadShared(Path.Combine(folder, "journal.jsonl")), StringComparison.Ordinal);
    }

    private static string ReadShared(string path)
    {
        using var source = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return source.ReadToEnd();
    }

    [Fact]
    public async Task A_batch_that_was_closed_before_the_kill_goes_through_after_it()
    {
        var folder = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
        var copy = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
        string session;
        await using (var ksef = await TestKsef.StartAsync(options: o => o with { DataFolder = folder }))
        {
            var client = ksef.Client;
            var package = Packages.Zip(Enumerable.Range(1, 20).Select(i => ($"{i}.xml", SampleInvoice.Bytes($"FV/{i}", "2026-02-02"))));
            var parts = Packages.Cut(client, package, 2);
            var opened = (await client.PostAsync("sessions/batch", Packages.OpenBody(client, await client.EncryptionAsync(), package, parts))).Expect(201).Json;
            session = (string)opened["referenceNumber"]!;
            for (var i = 0; i < 2; i++) (await Packages.UploadAsync(opened["partUploadRequests"]![i]!, parts[i])).Expect(201);
            Copy(folder, copy);
            var journal = Path.Combine(copy, "journal.jsonl");
            var last = (await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken))[^1];
            await File.AppendAllTextAsync(journal, last.Replace("\"Updated\"", "\"Closed\":\"2026-02-02T11:00:00+00:00\",\"Updated\"", StringComparison.Ordinal) + "\n", TestContext.Current.CancellationToken);
        }
        await using var revived = await TestKsef.StartAsync(options: o => o with { DataFolder = copy });
        await revived.Emulator.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(20, revived.Emulator.Invoices.Count);
        Assert.Equal(200, (int)(await revived.Client.GetAsync($"sessions/{session}")).Json["status"]!["code"]!);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("lock", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }
}
