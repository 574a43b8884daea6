namespace Ksef.Offline.Emulator.Tests;

/// <summary>The example of the package's README, compiled and run.</summary>
public sealed class ReadmeTests
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
}
