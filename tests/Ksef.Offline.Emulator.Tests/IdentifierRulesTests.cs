using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>Check digits of a NIP: judged on the production profile, and elsewhere for those who ask.</summary>
public sealed class IdentifierRulesTests
{
    private static readonly (string, string) Feature = ("X-KSeF-Feature", "upo-v4-3, subject-identifier-validation");

    private static byte[] WithBadBuyer() => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(SampleInvoice.Bytes("FV/1", "2026-02-02")).Replace(SampleInvoice.Buyer, Bad(SampleInvoice.Buyer), StringComparison.Ordinal));

    private static string Bad(string nip) => nip[..9] + (char)('0' + ((nip[9] - '0' + 1) % 10));

    private static async Task<int> SendAsync(TestKsef ksef, string session, params (string, string)[] headers)
    {
        var sent = (await ksef.Client.SendAsync(HttpMethod.Post, $"sessions/online/{session}/invoices", ksef.Client.SendBody(WithBadBuyer()), null, headers)).Expect(202).Json;
        return (int)(await ksef.Client.InvoiceStatusAsync(session, (string)sent["referenceNumber"]!))["status"]!["code"]!;
    }

    [Fact]
    public async Task A_wrong_check_digit_is_refused_by_the_production_profile()
    {
        await using var ksef = await TestKsef.StartAsync(options: o => o with { ProductionRules = true });
        Assert.Equal(450, await SendAsync(ksef, await ksef.Client.OpenAsync()));
    }

    [Fact]
    public async Task A_wrong_check_digit_is_refused_for_a_session_or_a_send_that_asks_for_it_and_passes_otherwise()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        Assert.Equal(450, await SendAsync(ksef, session, Feature));
        Assert.Equal(200, await SendAsync(ksef, session, ("X-KSeF-Feature", "upo-v4-3")));
        var body = new System.Text.Json.Nodes.JsonObject { ["formCode"] = RawClient.FormCode(), ["encryption"] = await client.EncryptionAsync() };
        var strict = (string)(await client.SendAsync(HttpMethod.Post, "sessions/online", body, null, Feature)).Expect(201).Json["referenceNumber"]!;
        Assert.Equal(450, await SendAsync(ksef, strict));
    }
}
