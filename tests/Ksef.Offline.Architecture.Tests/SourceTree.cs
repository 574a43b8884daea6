using Ksef.Offline.TestKit;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>The source files of the house, read as text.</summary>
internal static class SourceTree
{
    public static readonly string Root = SharedData.ProjectRoot;

    public static string[] Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                     && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                     && !f.Contains($"{Path.DirectorySeparatorChar}out{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');
}
