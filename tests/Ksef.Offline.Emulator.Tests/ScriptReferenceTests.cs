using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Emulator.Tests.Fixtures;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>What the README says of scripts: its examples apply, parts get lost, scripts come at a call or an instant, and all of it outlives a restart.</summary>
public sealed class ScriptReferenceTests
{
    private static string Readme() => Path.Combine(SharedData.ProjectRoot, "src", "Ksef.Offline.Emulator", "README.md");

    private static async Task<JsonNode> PageAsync(TestKsef ksef, string path)
    {
        using var http = new HttpClient { BaseAddress = ksef.Emulator.LatarniaAddress };
        return JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task Every_script_of_the_readme_applies_and_every_property_stands_in_it()
    {
        var text = await File.ReadAllTextAsync(Readme(), TestContext.Current.CancellationToken);
        var scripts = Regex.Matches(text, "```json\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToArray();
        Assert.True(scripts.Length >= 3);
        await using var ksef = await TestKsef.StartAsync(null);
        foreach (var script in scripts) ksef.Emulator.Script.Apply(script);
        foreach (var property in typeof(Trouble).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance))
            Assert.Contains($"`{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}`", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_part_is_missed_at_the_close_and_can_be_sent_again()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        ksef.Emulator.Script.Apply("""{"troubles": [{"on": "PUT /storage/parts/*/2", "times": 1, "lose": true}]}""");
        var package = Packages.Zip([("a.xml", SampleInvoice.Bytes("FV/1", "2026-02-02"))]);
        var parts = Packages.Cut(client, package, 2);
        var opened = (await client.PostAsync("sessions/batch", Packages.OpenBody(client, await client.EncryptionAsync(), package, parts))).Expect(201).Json;
        for (var i = 0; i < 2; i++) (await Packages.UploadAsync(opened["partUploadRequests"]![i]!, parts[i])).Expect(201);
        (await client.PostAsync($"sessions/batch/{opened["referenceNumber"]}/close")).ExpectCode(21205);
        (await Packages.UploadAsync(opened["partUploadRequests"]![1]!, parts[1])).Expect(201);
        (await client.PostAsync($"sessions/batch/{opened["referenceNumber"]}/close")).Expect(204);
        await ksef.Emulator.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Single(ksef.Emulator.Invoices);
        var fault = Assert.Throws<FormatException>(() => ksef.Emulator.Script.Apply("""{"troubles": [{"on": "POST /tokens", "lose": true}]}"""));
        Assert.Contains("troubles[0].lose", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The script cannot be used: It is empty.")]
    [InlineData("[]", "The script cannot be used: It is not a JSON object.")]
    [InlineData("{", "The script cannot be used: It is not valid JSON.")]
    [InlineData("""{"outages": true}""", "'outages': there is no such property; known are clear, outage,")]
    [InlineData("""{"outage": 1}""", "'outage': must be true or false.")]
    [InlineData("""{"limits": "none"}""", "'limits': must be one of off, production.")]
    [InlineData("""{"troubles": [{"status": 500}]}""", "'troubles[0].on': is required.")]
    [InlineData("""{"troubles": [{"on": "FOO"}]}""", "'troubles[0].on': 'FOO' names no path")]
    [InlineData("""{"troubles": [{"on": "* /**", "chance": 2}]}""", "'troubles[0].chance': must be a number from 0 to 1.")]
    public async Task What_is_wrong_with_a_script_is_said_in_English(string script, string said)
    {
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        Assert.Contains(said, Assert.Throws<FormatException>(() => ksef.Script.Apply(script)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"bad": 1}""", "'bad'")]
    [InlineData("""{"troubles": [{"on": "* /**", "statuss": 500}]}""", "'troubles[0].statuss'")]
    [InlineData("""{"troubles": [{"on": "* /**", "apply": {"key": "rotate"}}]}""", "apply.key'")]
    [InlineData("""{"processing": {"acceptMs": 5}}""", "'processing.acceptMs'")]
    [InlineData("""{"beacon": {"announce": [{"id": "K/1", "eventId": 1, "category": "FAILURE", "type": "FAILURE_START", "start": "2026-02-02T10:00:00Z", "finish": "x"}]}}""", "'beacon.announce[0].finish'")]
    public async Task A_misspelt_member_of_a_script_is_named_and_nothing_of_the_script_happens(string script, string named)
    {
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        Assert.Contains(named, Assert.Throws<FormatException>(() => ksef.Script.Apply(script)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_comes_at_the_nth_call_or_at_an_instant_and_hides_no_other_trouble()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        ksef.Emulator.Script.Apply("""
            {"troubles": [
              {"on": "GET /rate-limits", "nth": 2, "times": 1, "apply": {"beacon": {"status": "FAILURE"}}},
              {"on": "GET /rate-limits", "nth": 2, "times": 1, "status": 503},
              {"on": "* /v2/**", "from": "2026-02-02T12:00:00Z", "times": 1, "apply": {"outage": true}}]}
            """);
        (await client.GetAsync("rate-limits")).Expect(200);
        Assert.Equal("AVAILABLE", (string)(await PageAsync(ksef, "status"))["status"]!);
        (await client.GetAsync("rate-limits")).Expect(503);
        Assert.Equal("FAILURE", (string)(await PageAsync(ksef, "status"))["status"]!);
        ksef.Time.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("rate-limits"));
        Assert.True(ksef.Emulator.Script.Outage);
        var fault = Assert.Throws<FormatException>(() => ksef.Emulator.Script.Apply("""{"troubles": [{"on": "* /**", "apply": {"keys": "melt"}}]}"""));
        Assert.Contains("troubles[0].apply.keys", fault.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => ksef.Emulator.Script.Add(new Trouble { On = "* /**", Apply = "nonsense" }));
    }

    [Fact]
    public async Task Announcements_troubles_with_their_counts_delays_and_the_clock_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("ksef-emulator-test").FullName;
        await using (var ksef = await TestKsef.StartAsync(options: o => o with { DataFolder = folder }, deletesFolder: false))
        {
            ksef.Emulator.Script.Apply("""
                {"beacon": {"announce": [{"id": "K/1", "eventId": 0, "category": "FAILURE", "type": "FAILURE_START", "start": "2026-02-02T10:00:00Z"}]},
                 "storageMs": 5000, "limits": "production", "advanceMs": 60000,
                 "troubles": [{"on": "GET /limits/context", "nth": 2, "times": 1, "status": 503}, {"on": "GET /tokens", "chance": 0, "status": 500}]}
                """);
            (await ksef.Client.GetAsync("limits/context")).Expect(200);
        }
        await using (var again = await TestKsef.StartAsync(options: o => o with { DataFolder = folder }, deletesFolder: false))
        {
            Assert.Equal(TestKsef.Noon.AddMinutes(1), again.Emulator.Clock.GetUtcNow());
            Assert.Equal(TimeSpan.FromSeconds(5), again.Emulator.Script.StorageDelay);
            Assert.Equal("K/1", (string)Assert.Single((await PageAsync(again, "messages")).AsArray())!["id"]!);
            (await again.Client.GetAsync("limits/context")).Expect(503);
            (await again.Client.GetAsync("limits/context")).Expect(200);
            var last = 0;
            for (var i = 0; i < 11; i++) last = (await again.Client.GetAsync("tokens?pageSize=10")).Status;
            Assert.Equal(429, last);
        }
        await using var fresh = await TestKsef.StartAsync(options: o => o with { DataFolder = folder, Script = """{"loginMs": 0}""" });
        Assert.Equal(TimeSpan.Zero, fresh.Emulator.Script.StorageDelay);
        Assert.Single((await PageAsync(fresh, "messages")).AsArray());
    }

    [Fact]
    public async Task The_fate_of_a_call_hangs_on_the_seed_and_its_count_and_on_nothing_else()
    {
        async Task<string> Run(int others)
        {
            await using var ksef = await TestKsef.StartAsync(options: o => o with { Seed = 9 });
            ksef.Emulator.Script.Apply("""{"troubles": [{"on": "GET /rate-limits", "chance": 0.5, "status": 500}, {"on": "GET /limits/context", "chance": 0.5, "status": 500}]}""");
            var fates = "";
            for (var i = 0; i < 16; i++)
            {
                for (var n = 0; n < others; n++) await ksef.Client.GetAsync("limits/context");
                fates += (await ksef.Client.GetAsync("rate-limits")).Status == 500 ? 'x' : '.';
            }
            return fates;
        }
        Assert.Equal(await Run(0), await Run(2));
    }
}
