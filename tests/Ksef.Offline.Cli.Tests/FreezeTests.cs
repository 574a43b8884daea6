using System.Text.Json;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Freezes and hours of sending, set from the command line and kept in the outbox.</summary>
public sealed class FreezeTests : IDisposable
{
    private readonly Papers _papers = new();

    public FreezeTests()
    {
        var issued = Cli.Run("", "issue", _papers.Invoice("FV/1"), "--db", _papers.Db, "--mode", "offline24");
        Assert.True(issued.ExitCode == 0, issued.Error);
    }

    public void Dispose() => _papers.Dispose();

    [Fact]
    public void A_freeze_holds_until_it_is_lifted_and_the_schedule_tells_who_and_why()
    {
        Assert.True(Freeze().GetProperty("maySendNow").GetBoolean());
        var frozen = Freeze("--from", "2026-01-01T00:00:00+01:00", "--reason", "remanent", "--actor", "kierownik");
        Assert.False(frozen.GetProperty("maySendNow").GetBoolean());
        Assert.Equal("""[{"from":"2025-12-31T23:00:00Z","until":null,"reason":"remanent","actor":"kierownik"}]""", frozen.GetProperty("freezes").GetRawText());
        Assert.Equal(frozen.GetRawText(), Freeze().GetRawText());
        Assert.True(Freeze("--lift", "--reason", "policzone").GetProperty("maySendNow").GetBoolean());
    }

    [Fact]
    public void Hours_of_sending_are_set_and_taken_back()
    {
        var set = Freeze("--windows", "22:00-05:30,12:00-13:00", "--reason", "łącze");
        Assert.Equal("""[{"from":"22:00","to":"05:30"},{"from":"12:00","to":"13:00"}]""", set.GetProperty("windows").GetRawText());
        Assert.Equal("[]", Freeze("--windows", "all", "--reason", "nowe łącze").GetProperty("windows").GetRawText());
    }

    [Theory]
    [InlineData("--nip '123' is not", "--nip", "123")]
    [InlineData("--reason is missing", "--nip", Papers.Nip, "--lift")]
    [InlineData("one change at a time", "--nip", Papers.Nip, "--lift", "--windows", "all", "--reason", "r")]
    [InlineData("--until needs --from", "--nip", Papers.Nip, "--until", "2026-01-01T00:00:00Z", "--reason", "r")]
    [InlineData("is not after --from", "--nip", Papers.Nip, "--from", "2026-01-01T00:00:00Z", "--until", "2026-01-01T00:00:00Z", "--reason", "r")]
    [InlineData("'25:00-26:00' is not a stretch", "--nip", Papers.Nip, "--windows", "25:00-26:00", "--reason", "r")]
    [InlineData("--from", "--nip", Papers.Nip, "--from", "tomorrow", "--reason", "r")]
    public void What_cannot_be_meant_is_one_line_and_exit_code_2(string says, params string[] arguments)
    {
        var result = Cli.Run("", ["freeze", "--db", _papers.Db, .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, Assert.Single(result.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private JsonElement Freeze(params string[] arguments)
    {
        var result = Cli.Run("", ["freeze", "--nip", Papers.Nip, "--db", _papers.Db, .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        return Assert.Single(Cli.Lines(result));
    }
}
