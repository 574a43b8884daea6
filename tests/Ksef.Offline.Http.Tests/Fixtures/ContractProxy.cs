using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>The referee between client and emulator: every request and answer is held against the official OpenAPI documents. On where KSEF_OFFLINE_CONTRACT names its folder (see tests/contract.sh).</summary>
internal sealed class ContractProxy
{
    private readonly Process _process;
    private readonly int _port;
    private readonly string _violations;

    private ContractProxy(Process process, int port, string violations)
    {
        _process = process;
        _port = port;
        _violations = violations;
    }

    public static async Task<ContractProxy?> StartAsync(int target)
    {
        if (Environment.GetEnvironmentVariable("KSEF_OFFLINE_CONTRACT") is not { Length: > 0 } folder) return null;
        var specs = Environment.GetEnvironmentVariable("KSEF_OFFLINE_CONTRACT_SPECS") ?? SharedData.Require("data/ksef-api");
        var port = FreePort();
        var violations = Path.Combine(Path.GetTempPath(), $"ksef-contract-{Guid.NewGuid():N}.jsonl");
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in new[]
        {
            Path.Combine(folder, "contract.mjs"), "--listen", port.ToString(CultureInfo.InvariantCulture), "--target", target.ToString(CultureInfo.InvariantCulture), "--extra", "--out", violations,
            "--spec", Path.Combine(specs, "openapi-2.6.json") + "," + Path.Combine(specs, "openapi-2.7.json"),
        }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return new ContractProxy(process, port, violations);
    }

    public Uri Through(Uri address) => new UriBuilder(address) { Port = _port }.Uri;

    /// <summary>
    /// Ends the referee and throws what it saw. Nothing is excused but two things: under 2.6 the property <c>collectiveIdentifier</c> of the rate limits, which 2.7 requires and 2.6 does not know; and answers
    /// that a script of this test put in the place of KSeF's.
    /// </summary>
    public async Task JudgeAsync(IReadOnlyList<(string On, int Status)> scripted)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        var seen = (await File.ReadAllLinesAsync(_violations)).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(v => !IsNewerProperty(v) && !scripted.Any(s => IsScripted(v, s.On, s.Status))).Select(v => v.GetRawText()).ToList();
        File.Delete(_violations);
        if (seen.Count > 0) throw new InvalidOperationException($"{seen.Count} violations of the contract:\n" + string.Join('\n', seen.Take(10)));
    }

    private static bool IsNewerProperty(JsonElement violation) =>
        violation.GetProperty("spec").GetInt32() == 0 && Text(violation, "kind") == "extra-property" && Text(violation, "path") == "/v2/rate-limits" && Text(violation, "message").EndsWith(" collectiveIdentifier", StringComparison.Ordinal);

    private static bool IsScripted(JsonElement violation, string on, int status)
    {
        if (Text(violation, "dir") != "response" || violation.GetProperty("status").GetInt32() != status) return false;
        var pattern = "^" + Regex.Escape(on).Replace(@"\ ", " (/v2)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/ ]+", StringComparison.Ordinal) + "$";
        return Regex.IsMatch($"{Text(violation, "method")} {Text(violation, "path")}", pattern);
    }

    private static string Text(JsonElement violation, string name) => violation.GetProperty(name).GetString() ?? "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
