using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>What each package brings along stands in <c>src/DEPENDENCIES.md</c>, taken from the lock files; a new dependency, direct or not, shows in the diff.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Drivers = ["Sqlite", "SQLitePCL", "Npgsql", "SqlClient", "EntityFramework"];

    // They shape the build and are in no package.
    private static readonly string[] BuildOnly = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks"];

    [Fact]
    public void The_list_of_dependencies_is_the_committed_one()
    {
        var file = Path.Combine(SourceTree.Root, "src", "DEPENDENCIES.md");
        var actual = List();
        if (Environment.GetEnvironmentVariable("KSEF_OFFLINE_UPDATE_API") == "1") File.WriteAllText(file, actual);
        Assert.Equal(actual, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void No_shipped_package_brings_a_database_driver()
    {
        var drivers = SourceTree.Files("src", "packages.lock.json").SelectMany(f => Packages(f).Select(p => (Room: Room(f), p.Name)))
            .Where(p => Drivers.Any(d => p.Name.Contains(d, StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(drivers);
    }

    private static string List()
    {
        var text = new StringBuilder("# Dependencies\n\nEverything that the packages bring along, as restored for this commit. Written by a test from the lock files.\n\n| Package | Direct | Indirect |\n| --- | --- | --- |\n");
        foreach (var file in SourceTree.Files("src", "packages.lock.json"))
        {
            var all = Packages(file);
            text.Append(CultureInfo.InvariantCulture, $"| {Room(file)} | {Names(all.Where(p => p.Direct))} | {Names(all.Where(p => !p.Direct))} |\n");
        }
        return text.ToString();
    }

    private static string Names(IEnumerable<(string Name, string Version, bool Direct)> packages) => string.Join(", ", packages.Select(p => $"{p.Name} {p.Version}"));

    private static string Room(string file) => Path.GetFileName(Path.GetDirectoryName(file)!);

    private static List<(string Name, string Version, bool Direct)> Packages(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(p => p.Value.TryGetProperty("resolved", out _) && !BuildOnly.Contains(p.Name))
            .Select(p => (p.Name, p.Value.GetProperty("resolved").GetString()!, p.Value.GetProperty("type").GetString() == "Direct"))
            .OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}
