using System.Text.RegularExpressions;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.TestKit;
using NodaTime;

namespace Ksef.Offline.Cli.Tests;

/// <summary>The guide of the command line: every transcript in it is run, from the first line to the last in one shell, and must print what stands there.</summary>
public sealed partial class GuideTests : IDisposable
{
    private const string Mark = "--- command ";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ksef-guide");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_transcript_of_the_guide_is_what_the_program_prints()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && OutsideTool.IsInstalled("openssl"), "needs bash and openssl");
        Furnish();
        var steps = Steps();
        var script = string.Join('\n', steps.Select((s, i) => $"echo; echo '{Mark}{i}'\n{s.Command}"));
        File.WriteAllText(Path.Combine(_folder.FullName, "guide.sh"), $"exec 2>&1\nexport PATH=\"$PWD/bin:$PATH\" SEAL_PASSWORD=seal PFX_PASSWORD=offline\ntrap '[ -n \"${{EMULATOR:-}}\" ] && kill \"$EMULATOR\" 2>/dev/null' EXIT\n{script}\n");
        var printed = OutsideTool.Run("env", ["-C", _folder.FullName, "bash", "guide.sh"], seconds: 180);
        var said = printed.Output.Split(Mark).Skip(1).Select(p => p[(p.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd('\n', '\r').ReplaceLineEndings("\n")).ToArray();
        Assert.Equal(steps.Length, said.Length);
        foreach (var (step, output) in steps.Zip(said))
            Assert.True(Pattern(step.Output).IsMatch(output), $"$ {step.Command}\n{output}\n\nThe guide says:\n{step.Output}");
    }

    [Fact]
    public void Every_command_and_every_option_stands_in_the_guide()
    {
        var typed = string.Join('\n', Steps().Select(s => s.Command));
        foreach (var command in HelpTests.Commands.Select(c => c.Data).Where(c => c is not "certificate")) Assert.Matches($@"ksef-offline {command}\b", typed);
        var text = File.ReadAllText(Guide);
        foreach (var command in HelpTests.Commands.Select(c => c.Data))
        {
            var options = LongOption().Matches(Cli.Run("", [.. command.Split(' '), "--help"]).Output.Split("Example:")[0]).Select(m => m.Value).Where(o => o != "--help");
            Assert.All(options, o => Assert.Contains(o, text, StringComparison.Ordinal));
        }
    }

    private static string Guide => Path.Combine(SharedData.ProjectRoot, "samples", "Ksef.Offline.Cli", "README.md");

    /// <summary>The commands of all blocks in order; below each what it prints, … for what differs or is left out.</summary>
    private static (string Command, string Output)[] Steps()
    {
        var lines = Block().Matches(File.ReadAllText(Guide)).SelectMany(m => m.Groups["body"].Value.Split('\n'));
        var steps = new List<(string Command, List<string> Output)>();
        foreach (var line in lines)
            if (line.StartsWith("$ ", StringComparison.Ordinal)) steps.Add((line[2..], []));
            else steps[^1].Output.Add(line);
        return [.. steps.Select(s => (s.Command, string.Join('\n', s.Output).TrimEnd()))];
    }

    private static Regex Pattern(string output) => new($"^{string.Join(".*", output.Split('…').Select(Regex.Escape))}$", RegexOptions.Singleline);

    private void Furnish()
    {
        var bin = Directory.CreateDirectory(Path.Combine(_folder.FullName, "bin")).FullName;
        var program = Path.Combine(bin, "ksef-offline");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Cli.Dll}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var number in new[] { 1, 2 })
        {
            var issued = InvoiceBuilder
                .Vat(Party.Seller(Papers.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
                .Number($"FV/{number}").IssuedOn(new LocalDate(2026, 3, 2)).Line("Usługa", number, "szt.", 100m, VatRate.Standard23).Build().Issue(Instant.FromUtc(2026, 3, 2, 9, 0));
            File.WriteAllBytes(Path.Combine(_folder.FullName, $"FV-{number}.xml"), issued.Bytes.ToArray());
        }
        var broken = File.ReadAllText(Path.Combine(_folder.FullName, "FV-1.xml")).Replace("<P_15>123</P_15>", "<P_15>123,00</P_15>", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "broken.xml"), broken);
    }

    [GeneratedRegex("```console\n(?<body>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex LongOption();
}
