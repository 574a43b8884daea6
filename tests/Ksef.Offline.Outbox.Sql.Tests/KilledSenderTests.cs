using Ksef.Offline.TestKit;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>A process is killed after KSeF took the invoice over and before that was recorded; the next process finds out and sends nothing twice.</summary>
public sealed class KilledSenderTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Killed_between_sent_and_recorded_leaves_one_number_and_nothing_is_lost_or_sent_twice(string store)
    {
        if (store == "postgres" && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KSEF_OFFLINE_POSTGRES")))
            Assert.Skip("no PostgreSQL: name one in KSEF_OFFLINE_POSTGRES (tests/postgres.sh starts one)");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var chaos = Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Chaos", "bin", configuration, "net10.0", "Ksef.Offline.Chaos.dll");
        var result = OutsideTool.Run("dotnet", [chaos, "moment", "--store", store], seconds: 180);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("GOOD", result.Output + result.Error, StringComparison.Ordinal);
    }
}
