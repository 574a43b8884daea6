using System.Text.RegularExpressions;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>The examples of the package's README, compiled and run.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_example_of_the_readme_runs()
    {
        var folder = Directory.CreateTempSubdirectory("ksef-readme").FullName;
        var cancellationToken = TestContext.Current.CancellationToken;
        Environment.CurrentDirectory = folder; // the README speaks of a folder beside the program
        #region readme-emulator
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { DataFolder = "ksef-data" }, cancellationToken);
        // ksef.BaseAddress       http://127.0.0.1:PORT/v2/   point any KSeF client at it
        // ksef.LatarniaAddress   http://127.0.0.1:PORT/      /status and /messages
        // ksef.VerificationHost  127.0.0.1:PORT              host of KOD I and KOD II
        // ksef.Token             a KSeF token that logs any NIP in
        // ksef.Clock             Set, Advance
        // ksef.Script            troubles, outages, delays
        // ksef.Beacon            announcements
        // ksef.Invoices          what was accepted, with bytes and hash
        #endregion
        Assert.EndsWith("/v2/", ksef.BaseAddress.AbsoluteUri, StringComparison.Ordinal);
        Assert.Empty(ksef.Invoices);
        Assert.True(Directory.Exists(Path.Combine(folder, "ksef-data")));
    }

    [Fact]
    public async Task The_commands_of_the_readme_are_answered()
    {
        if (!OutsideTool.IsInstalled("bash") || !OutsideTool.IsInstalled("curl")) Assert.Skip("bash or curl is not installed");
        var readme = await File.ReadAllTextAsync(Path.Combine(SharedData.ProjectRoot, "src", "Ksef.Offline.Emulator", "README.md"), TestContext.Current.CancellationToken);
        var commands = Commands().Match(readme.ReplaceLineEndings("\n")).Groups[1].Value.Split('\n');
        Assert.Equal(4, commands.Length);
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var command in commands)
        {
            Assert.Contains("http://127.0.0.1:5000", command, StringComparison.Ordinal);
            var answer = OutsideTool.Run("bash", ["-c", command.Replace("127.0.0.1:5000", ksef.VerificationHost, StringComparison.Ordinal).Replace("curl ", "curl -fsS --noproxy '*' ", StringComparison.Ordinal)]);
            Assert.True(answer.ExitCode == 0, $"{command}: {answer.Error}");
        }
        Assert.True(ksef.Script.Outage);
    }

    [GeneratedRegex("```bash\n(curl .*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Commands();
}
