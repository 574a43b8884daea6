using System.Reflection;
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
    public void Every_relative_link_leads_to_a_file_of_the_repository_and_every_anchor_to_a_heading()
    {
        var broken = Documents().SelectMany(d => Links(d).Where(l => !Resolves(d, l)).Select(l => $"{SourceTree.Relative(d)}: {l}"));
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("README.md#honest-limits", true)]
    [InlineData("README.md#Honest-limits", false)]
    [InlineData("README.md#no-such-heading", false)]
    [InlineData("#po-polsku", true)]
    [InlineData("../outside.md", false)]
    [InlineData("readme.md", false)]
    [InlineData("samples/Guides", true)]
    [InlineData("src/NoSuchPackage/README.md", false)]
    public void A_link_is_judged_as_a_reader_on_the_web_would_find_it(string link, bool resolves) => Assert.Equal(resolves, Resolves(Path.Combine(SourceTree.Root, "README.md"), link));

    [Fact]
    public void Every_document_for_users_is_at_most_two_clicks_from_the_readme()
    {
        var start = Path.Combine(SourceTree.Root, "README.md");
        var reached = new HashSet<string>(StringComparer.Ordinal) { start };
        for (var click = 0; click < 2; click++) reached.UnionWith(reached.SelectMany(d => Links(d).Select(l => Target(d, l)).Where(t => t.EndsWith(".md", StringComparison.Ordinal))).ToArray());
        // What lies beside test data explains it to contributors; the states are generated for them, too.
        var forUsers = Documents().Where(d => !SourceTree.Relative(d).StartsWith("tests/", StringComparison.Ordinal) && !d.EndsWith("States.md", StringComparison.Ordinal));
        Assert.Empty(forUsers.Except(reached).Select(SourceTree.Relative));
    }

    [Fact]
    public void A_readme_that_is_packed_stands_by_itself()
    {
        // A package page shows it without the repository around it, so a relative link there leads nowhere.
        var relative = SourceTree.Files("src", "README.md").Append(Path.Combine(SourceTree.Root, "samples", "Template", "README.md")).SelectMany(d => Links(d).Select(l => $"{SourceTree.Relative(d)}: {l}"));
        Assert.Empty(relative);
    }

    [Fact]
    public void The_readme_of_the_hosting_package_names_everything_the_facade_does()
    {
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "src", "Ksef.Offline.Hosting", "README.md"));
        var facade = Rooms.Load("Ksef.Offline.Hosting").GetType("Ksef.Offline.Hosting.Issuing.OfflineInvoicing", throwOnError: true)!;
        var verbs = facade.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => m.Name).Distinct();
        Assert.DoesNotContain(verbs, v => !readme.Contains($"`{v}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_that_a_command_names_exists()
    {
        var missing = Documents().SelectMany(d => Project().Matches(File.ReadAllText(d)).Select(m => (File: d, Project: m.Groups["path"].Value)))
            .Where(p => !Path.Exists(Path.Combine(SourceTree.Root, p.Project))).Select(p => $"{SourceTree.Relative(p.File)}: {p.Project}");
        Assert.Empty(missing);
    }

    [Fact]
    public void The_driver_that_the_readme_adds_is_the_one_that_is_tested()
    {
        var pinned = File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Packages.props"));
        var added = Versioned().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")));
        Assert.NotEmpty(added);
        foreach (Match package in added) Assert.Contains($"<PackageVersion Include=\"{package.Groups["id"].Value}\" Version=\"[{package.Groups["version"].Value}]\" />", pinned, StringComparison.Ordinal);
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

    /// <summary>The relative links of a document, code aside.</summary>
    private static IEnumerable<string> Links(string document) => Link().Matches(Fence().Replace(Unix(File.ReadAllText(document)), "")).Select(m => m.Groups["target"].Value)
        .Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal));

    private static string Target(string document, string link) => link[0] == '#' ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, link.Split('#')[0]));

    private static bool Resolves(string document, string link)
    {
        var target = Target(document, link);
        if (!IsWrittenSo(target)) return false;
        return link.Split('#') is not [_, var anchor] || (File.Exists(target) && Anchors(target).Contains(anchor));
    }

    /// <summary>Inside the repository, and in the same letters on every file system.</summary>
    private static bool IsWrittenSo(string path)
    {
        if (!path.StartsWith(SourceTree.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false;
        for (var at = path; at.Length > SourceTree.Root.Length; at = Path.GetDirectoryName(at)!)
            if (!Directory.Exists(Path.GetDirectoryName(at)) || !Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(at)!, Path.GetFileName(at)).Contains(at, StringComparer.Ordinal)) return false;
        return true;
    }

    /// <summary>The anchors that a web page of the file has: headings in lower case, without punctuation, blanks as hyphens.</summary>
    private static HashSet<string> Anchors(string document) => Heading().Matches(Fence().Replace(Unix(File.ReadAllText(document)), ""))
        .Select(m => Punctuation().Replace(m.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);

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

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"(?:--project |dotnet (?:test|pack) )(?<path>[\w./-]+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"^dotnet add package (?<id>[\w.]+) --version (?<version>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Versioned();
}
