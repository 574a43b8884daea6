using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>The completion script in a real bash.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("ksef-offline re", "reconcile register report")]
    [InlineData("ksef-offline send --to", "--token-env")]
    [InlineData("ksef-offline certificate en", "enroll")]
    [InlineData("ksef-offline decide k --action ", "hold reexamine release withdraw")]
    [InlineData("ksef-offline certificate ", "--help check enroll list")]
    [InlineData("ksef-offline issue --mode o", "offline24 online")]
    [InlineData("ksef-offline issue --environment ", "demo prod test")]
    [InlineData("ksef-offline qr invoice.xml --environment ", "demo prod test")]
    [InlineData("ksef-offline send --ksef ", "demo prod test")]
    public void Bash_completes_commands_options_and_values(string line, string expected)
    {
        if (!OutsideTool.IsInstalled("bash")) Assert.Skip("bash is not installed");
        var script = Path.Combine(Directory.CreateTempSubdirectory("ksef-completion").FullName, "try.sh");
        File.WriteAllText(script, $$"""
            set -u
            ksef-offline() { dotnet '{{Cli.Dll}}' "$@"; }
            eval "$(ksef-offline completion bash)"
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}
            IFS=' ' read -r -a COMP_WORDS <<<"$COMP_LINE"
            case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _ksef_offline
            echo "${COMPREPLY[@]}"
            """);
        var result = OutsideTool.Run("bash", [script]);
        Assert.Equal(expected, string.Join(' ', result.Output.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
    }
}
