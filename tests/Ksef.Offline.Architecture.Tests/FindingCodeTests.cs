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

    [GeneratedRegex(@"(?<="")KO\d{4}(?="")")]
    private static partial Regex Code();
}
