using System.Globalization;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

/// <summary>Troubles by chance, several at once: whatever they are, every invoice ends with one number, and none is sent twice under another. KSEF_OFFLINE_CHANCE asks for more rounds.</summary>
public sealed class ChanceTroubleTests
{
    private static readonly string[] Calls =
    [
        "POST /auth/challenge", "POST /auth/ksef-token", "GET /auth/*", "POST /auth/token/redeem", "POST /auth/token/refresh", "GET /security/public-key-certificates", "GET /rate-limits", "POST /sessions/online", "POST /sessions/online/*/invoices",
        "POST /sessions/online/*/close", "POST /sessions/batch", "PUT /storage/parts/*/*", "POST /sessions/batch/*/close", "GET /sessions/*", "GET /sessions/*/invoices", "GET /sessions/*/invoices/*", "GET /sessions", "POST /invoices/query/metadata", "GET /storage/upo/**", "* /**",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_invoice_ends_with_one_number(int seed)
    {
        for (var n = 0; n < (int.TryParse(Environment.GetEnvironmentVariable("KSEF_OFFLINE_CHANCE"), out var rounds) ? rounds : 3); n++)
        {
            var random = new Random((seed * 10_000) + n);
            var script = string.Join(',', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Trouble(random)));
            var way = random.Next(2) == 0 ? SendingWay.Batch : SendingWay.Interactive;
            await using var bench = await Bench.StartAsync(o => o with { PartSize = random.Next(2) == 0 ? 700 : 100_000_000, Retries = random.Next(3) });
            bench.Apply(script);
            var outcomes = await bench.DriveAsync([.. Enumerable.Range(1, 3).Select(i => SampleInvoice.Item($"FV/{i}"))], way, way == SendingWay.Batch ? 3000 : 60);
            Assert.All(outcomes, o => Assert.True(o is GatewayOutcome.Accepted, $"{seed}/{n} {way} {script}: {o}"));
            Assert.Equal(3, bench.Ksef.Invoices.Count);
            Assert.Equal(bench.Ksef.Invoices.OrderBy(i => i.Key.Number, StringComparer.Ordinal).Select(i => i.KsefNumber), outcomes.Cast<GatewayOutcome.Accepted>().Select(a => a.Number));
        }
    }

    private static string Trouble(Random random)
    {
        var on = Calls[random.Next(Calls.Length)];
        var what = random.Next(8) switch
        {
            0 => "\"cut\":\"before\"",
            1 => "\"cut\":\"after\"",
            2 => "\"status\":502,\"body\":\"<html/>\"",
            3 => "\"status\":504,\"body\":\"<html/>\",\"effect\":true",
            4 => "\"status\":500,\"contentType\":\"application/json\",\"body\":\"{}\",\"effect\":" + (random.Next(2) == 0 ? "true" : "false"),
            5 => "\"status\":429,\"contentType\":\"application/json\",\"body\":\"{}\"" + (random.Next(2) == 0 ? ",\"retryAfter\":20" : ""),
            6 when on.StartsWith("PUT", StringComparison.Ordinal) => "\"lose\":true",
            6 => "\"status\":503,\"body\":\"\"",
            _ => "\"delayMs\":40",
        };
        var when = random.Next(3) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $",\"nth\":{random.Next(1, 4)},\"times\":{random.Next(1, 4)}"),
            1 => string.Create(CultureInfo.InvariantCulture, $",\"chance\":0.{random.Next(1, 7)},\"to\":\"2026-02-02T10:0{random.Next(1, 9)}:00Z\""),
            _ => string.Create(CultureInfo.InvariantCulture, $",\"to\":\"2026-02-02T10:0{random.Next(1, 9)}:00Z\""),
        };
        return $"{{\"on\":\"{on}\",{what}{when}}}";
    }
}
