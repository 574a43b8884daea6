using System.Text.RegularExpressions;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>A code means one thing, and some test raises it.</summary>
public sealed partial class FindingCodeTests
{
    [Fact]
    public void A_code_belongs_to_one_room()
    {
        var twice = SourceTree.Files("src", "*.cs")
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => (Code: m.Value, Room: SourceTree.Relative(f).Split('/')[1])))
            .Distinct().GroupBy(x => x.Code).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(x => x.Room))}");
        Assert.Empty(twice);
    }

    [Fact]
    public void Some_test_names_each_code()
    {
        var named = SourceTree.Files("tests", "*.cs").Concat(SourceTree.Files("tests", "*.txt")).Concat(SourceTree.Files("samples", "*Tests.cs"))
            .SelectMany(f => AnyCode().Matches(File.ReadAllText(f)).Select(m => m.Value)).ToHashSet(StringComparer.Ordinal);
        var raised = SourceTree.Files("src", "*.cs").SelectMany(f => RaisedCode().Matches(File.ReadAllText(f)).Select(m => m.Value)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(raised.Count > 100, "the search for codes finds nothing");
        Assert.Empty(raised.Except(named));
    }

    [GeneratedRegex(@"KO\d{4}")]
    private static partial Regex AnyCode();

    // Also at the beginning of a longer text: exceptions and outcomes say their code first.
    [GeneratedRegex(@"(?<="")KO\d{4}")]
    private static partial Regex RaisedCode();

    [GeneratedRegex(@"(?<="")KO\d{4}(?="")")]
    private static partial Regex Code();
}
