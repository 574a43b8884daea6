namespace Ksef.Offline.Cli.Tests;

/// <summary>The help of every command: one example, which the program understands as it stands there.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } =
    [
        "calendar", "deadlines", "ksef-number", "roundtrip", "validate", "qr", "certificate", "certificate check", "certificate enroll", "certificate list", "issue", "send", "status",
        "outside", "register", "report", "jpk", "reconcile", "evidence", "verify", "announce", "decide", "handover", "attach", "freeze", "emulator", "completion",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_closes_with_an_example_that_the_program_understands(string command)
    {
        var help = Cli.Run("", [.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        var example = help.Output.Split("Example:\n")[1].Trim();
        Assert.DoesNotContain('\n', example);
        Assert.Contains($"ksef-offline {command}", example, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("ksef-help");
        // The files and variables of the example are missing here; what is refused must not be the words themselves.
        var tried = Cli.Shell($"export -f ksef-offline; timeout 3 bash -c '{example.Replace("'", "'\\''", StringComparison.Ordinal)}'", folder.FullName);
        Assert.DoesNotContain("--help'", tried.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", tried.Error, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_tells_what_kind_of_value_an_option_takes(string command) =>
        Assert.DoesNotMatch(@"--([a-z-]+) <\1>", Cli.Run("", [.. command.Split(' '), "--help"]).Output);

    [Fact]
    public void Every_command_of_the_program_is_tried_here()
    {
        var listed = Cli.Run("", "--help").Output.Split("Commands:\n")[1].Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l.Length > 2 && l[2] != ' ').Select(l => l.Trim().Split(' ')[0]);
        Assert.Equal(listed.Order(StringComparer.Ordinal), Commands.Select(c => c.Data).Where(c => !c.Contains(' ', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
