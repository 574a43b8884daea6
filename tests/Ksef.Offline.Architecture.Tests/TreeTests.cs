using System.Text.RegularExpressions;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>Habits that a reader counts on: file and type share a name, files stay short, the top level stays as agreed.</summary>
public sealed partial class TreeTests
{
    private const int HardLimit = 400;

    [Fact]
    public void A_source_file_has_at_most_400_lines()
    {
        var longer = SourceTree.Files("src", "*.cs").Select(f => (File: SourceTree.Relative(f), Lines: File.ReadLines(f).Count())).Where(x => x.Lines > HardLimit);
        Assert.Empty(longer);
    }

    [Fact]
    public void A_source_file_holds_one_top_level_type_of_its_own_name()
    {
        var wrong = new List<string>();
        foreach (var file in SourceTree.Files("src", "*.cs"))
        {
            var types = TopLevelType().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value).Distinct().ToArray();
            var name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            if (types.Length > 1 || (types.Length == 1 && types[0] != name)) wrong.Add($"{SourceTree.Relative(file)}: {string.Join(", ", types)}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        var wrong = new List<string>();
        foreach (var file in SourceTree.Files("src", "*.cs"))
        {
            var space = Namespace().Match(File.ReadAllText(file)).Groups["name"].Value;
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(SourceTree.Root, "src"), file))!.Replace(Path.DirectorySeparatorChar, '.');
            if (space.Length > 0 && space != folder && !space.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal)) wrong.Add($"{SourceTree.Relative(file)}: {space}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_top_level_is_as_agreed()
    {
        string[] agreed = ["src", "tests", "benchmarks", "samples", "Ksef.Offline.sln", "nuget.config", "LICENSE", "README.md", "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props"];
        // What git follows: runs of samples and tests leave other things beside it.
        var followed = OutsideTool.Run("git", ["-C", SourceTree.Root, "ls-files"]);
        if (followed.ExitCode != 0) Assert.Skip("not a git checkout");
        var others = followed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('/')[0]).Distinct().Where(n => n[0] != '.' && !agreed.Contains(n));
        Assert.Empty(others);
    }

    [Fact]
    public void No_project_names_a_package_source()
    {
        var config = File.ReadAllText(Path.Combine(SourceTree.Root, "nuget.config"));
        Assert.DoesNotContain("packageSources", config, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_package_has_a_readme_and_banned_symbols_or_a_reason()
    {
        foreach (var project in SourceTree.Files("src", "*.csproj"))
        {
            var folder = Path.GetDirectoryName(project)!;
            Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"{folder} has no README.md");
            // The conformance suites are tests: what may be banned there is what xunit's analyzers already watch.
            if (!folder.EndsWith("Conformance", StringComparison.Ordinal)) Assert.True(File.Exists(Path.Combine(folder, "BannedSymbols.txt")), $"{folder} has no BannedSymbols.txt");
        }
    }

    [GeneratedRegex(@"^(?:public|internal|file)\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|struct|interface|enum|record(?:\s+(?:struct|class))?|delegate\s+[\w<>?\[\], ]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
