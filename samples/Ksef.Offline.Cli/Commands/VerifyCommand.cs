using System.CommandLine;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>verify ZIP</c>: whether a package of evidence is untouched: seal, manifest, chains, files.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var zip = new Argument<string>("ZIP") { Description = "A package written by the command evidence." };
        var command = new HelpfulCommand("verify", "Checks a package of evidence; finds any change of a byte.", "ksef-offline verify FV-1.zip") { zip };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(zip)!;
            var findings = EvidencePackage.Verify(InputFile.Read(file));
            JsonLines.Write(new
            {
                file,
                valid = findings.Count == 0,
                findings = findings.Select(FindingLine.Of),
            });
            return findings.Count == 0 ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }
}
