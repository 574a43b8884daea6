using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;
using Ksef.Offline.Emulator.Tests.Fixtures;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests;

public sealed class WholeWayTests
{
    [Fact]
    public async Task An_invoice_goes_all_the_way_to_its_number_and_UPO()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        var bytes = SampleInvoice.Bytes("FV/1", "2026-02-02");
        var reference = await client.SendInvoiceAsync(session, bytes);
        var status = await client.InvoiceStatusAsync(session, reference);
        Assert.Equal(200, (int)status["status"]!["code"]!);
        Assert.Equal("Online", (string)status["invoicingMode"]!);
        var number = KsefNumber.Parse((string)status["ksefNumber"]!);
        Assert.True(number.HasValidChecksum);
        Assert.Equal(new NodaTime.LocalDate(2026, 2, 2), number.AcceptedOn);

        var open = (await client.GetAsync($"sessions/{session}")).Expect(200).Json.AsObject();
        Assert.Equal(100, (int)open["status"]!["code"]!);
        Assert.False(open.ContainsKey("upo"));
        Assert.False(open.ContainsKey("failedInvoiceCount"));
        await client.CloseAsync(session);
        var closed = (await client.GetAsync($"sessions/{session}")).Expect(200).Json;
        Assert.Equal(200, (int)closed["status"]!["code"]!);

        var page = closed["upo"]!["pages"]![0]!;
        var upos = new[]
        {
            await client.GetAsync($"sessions/{session}/invoices/ksef/{number}/upo"),
            await client.GetAsync($"sessions/{session}/invoices/{reference}/upo"),
            await client.GetAsync($"sessions/{session}/upo/{page["referenceNumber"]}"),
            await DownloadAsync((string)status["upoDownloadUrl"]!),
            await DownloadAsync((string)page["downloadUrl"]!),
        };
        foreach (var upo in upos)
        {
            upo.Expect(200);
            Assert.Equal(Convert.ToBase64String(SHA256.HashData(upo.Bytes)), upo.Headers["x-ms-meta-hash"]);
            Assert.Contains(RawClient.Hash(bytes), upo.Text, StringComparison.Ordinal);
            AssertValidUpo(upo.Bytes);
        }

        Assert.Equal(bytes, (await client.GetAsync($"invoices/ksef/{number}")).Expect(200).Bytes);
        var found = (await client.PostAsync("invoices/query/metadata", new JsonObject
        {
            ["subjectType"] = "Subject1",
            ["dateRange"] = new JsonObject { ["dateType"] = "Invoicing", ["from"] = "2026-02-01T00:00:00Z" },
            ["invoiceNumber"] = "FV/1",
        })).Expect(200).Json;
        Assert.Equal(RawClient.Hash(bytes), (string)found["invoices"]![0]!["invoiceHash"]!);
        Assert.Equal(bytes, Assert.Single(ksef.Emulator.Invoices).Bytes.ToArray());
    }

    [Fact]
    public async Task The_same_invoice_again_is_a_duplicate_with_the_original_in_its_extensions()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        var first = await client.InvoiceStatusAsync(session, await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/1", "2026-02-02")));
        var again = await client.InvoiceStatusAsync(session, await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/1", "2026-02-02")));
        Assert.Equal(440, (int)again["status"]!["code"]!);
        Assert.Equal((string)first["ksefNumber"]!, (string)again["status"]!["extensions"]!["originalKsefNumber"]!);
        Assert.Equal(session, (string)again["status"]!["extensions"]!["originalSessionReferenceNumber"]!);
        Assert.Null(again["ksefNumber"]);
    }

    [Fact]
    public async Task Dates_decide_between_online_offline_and_refusal_by_the_day_in_Warsaw()
    {
        await using var ksef = await TestKsef.StartAsync(now: new DateTimeOffset(2026, 2, 2, 22, 59, 0, TimeSpan.Zero)); // 23:59 in Warsaw
        var client = ksef.Client;
        var session = await client.OpenAsync();
        async Task<JsonNode> Sent(string number, bool offline = false) =>
            await client.InvoiceStatusAsync(session, await client.SendInvoiceAsync(session, SampleInvoice.Bytes(number, number == "future" ? "2026-02-04" : "2026-02-02"), offline));
        Assert.Equal("Online", (string)(await Sent("a"))["invoicingMode"]!);
        Assert.Equal("Offline", (string)(await Sent("b", offline: true))["invoicingMode"]!);
        ksef.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Offline", (string)(await Sent("c"))["invoicingMode"]!);
        Assert.Equal(450, (int)(await Sent("future"))["status"]!["code"]!);
    }

    [Fact]
    public async Task What_was_accepted_is_there_after_a_restart_on_the_same_folder()
    {
        var folder = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
        string token, session, reference, number;
        await using (var ksef = await TestKsef.StartAsync(null, o => o with { DataFolder = folder }, deletesFolder: false))
        {
            var client = ksef.Client;
            token = ksef.Emulator.Token;
            await client.LoginAsync(SampleInvoice.Seller);
            session = await client.OpenAsync();
            reference = await client.SendInvoiceAsync(session, SampleInvoice.Bytes("FV/1", "2026-02-02"));
            number = (string)(await client.InvoiceStatusAsync(session, reference))["ksefNumber"]!;
        }
        await using (var ksef = await TestKsef.StartAsync(null, o => o with { DataFolder = folder }, deletesFolder: false))
        {
            var client = ksef.Client;
            Assert.Equal(token, ksef.Emulator.Token);
            await client.LoginAsync(SampleInvoice.Seller);
            Assert.Equal(number, (string)(await client.InvoiceStatusAsync(session, reference))["ksefNumber"]!);
            Assert.Equal(SampleInvoice.Bytes("FV/1", "2026-02-02"), Assert.Single(ksef.Emulator.Invoices).Bytes.ToArray());
            await client.CloseAsync(session);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Reply> DownloadAsync(string url)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), null, response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase));
    }

    private static void AssertValidUpo(byte[] upo)
    {
        var schema = SharedData.Require("data/upo/upo-v4-3.xsd");
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, schema);
        var faults = new List<string>();
        settings.ValidationEventHandler += (_, e) => faults.Add(e.Message);
        using var reader = XmlReader.Create(new MemoryStream(upo), settings);
        while (reader.Read())
        {
        }
        Assert.All(faults, f => Assert.Contains("NazwaPodmiotuPrzyjmujacego", f, StringComparison.Ordinal));
    }
}
