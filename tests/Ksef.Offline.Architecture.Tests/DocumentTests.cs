using System.Text.RegularExpressions;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>Documents are compiled: every C# block in a Markdown file stands, to the letter, in a region <c>readme-...</c> of a sample or test that is built and run.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Folders = ["src", "samples", "tests", "benchmarks"];

    [Fact]
    public void Every_csharp_block_in_a_document_is_compiled_somewhere()
    {
        var regions = Folders.SelectMany(f => SourceTree.Files(f, "*.cs")).SelectMany(f => Region().Matches(Unix(File.ReadAllText(f)))).Select(m => Flat(m.Groups["body"].Value)).ToHashSet(StringComparer.Ordinal);
        var uncompiled = Documents().SelectMany(d => Block().Matches(Unix(File.ReadAllText(d))).Select(m => (File: SourceTree.Relative(d), Code: m.Groups["body"].Value)))
            .Where(b => !regions.Contains(Flat(b.Code))).Select(b => $"{b.File}: {b.Code.Split('\n')[0]}");
        Assert.Empty(uncompiled);
    }

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken = Documents().SelectMany(d => Link().Matches(File.ReadAllText(d)).Select(m => (File: d, Target: m.Groups["target"].Value)))
            .Where(l => !l.Target.Contains("://", StringComparison.Ordinal) && !l.Target.StartsWith("mailto:", StringComparison.Ordinal) && !l.Target.StartsWith('#'))
            .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(l.File)!, l.Target.Split('#')[0])))
            .Select(l => $"{SourceTree.Relative(l.File)}: {l.Target}");
        Assert.Empty(broken);
    }

    [Fact]
    public void The_readme_holds_the_two_commands()
    {
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));
        Assert.Contains("\ndotnet run --project samples/Quickstart\n", readme, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test Ksef.Offline.sln\n", readme, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(SourceTree.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, ".github"), "*.md")).Concat(Folders.SelectMany(f => SourceTree.Files(f, "*.md")));

    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Indentation differs between a document and a method body: common leading blanks are not content.</summary>
    private static string Flat(string code)
    {
        var lines = code.Split('\n').Select(l => l.TrimEnd()).SkipWhile(l => l.Length == 0).Reverse().SkipWhile(l => l.Length == 0).Reverse().ToArray();
        var indent = lines.Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..] : ""));
    }

    [GeneratedRegex(@"#region readme-[\w-]+[^\n]*\n(?<body>.*?)\n\s*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"```(?:csharp|cs|c#)\n(?<body>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
