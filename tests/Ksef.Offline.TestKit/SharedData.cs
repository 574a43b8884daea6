using Xunit;

namespace Ksef.Offline.TestKit;

/// <summary>Finds the read-only reference data beside the project and skips a test, visibly, where it is absent.</summary>
public static class SharedData
{
    /// <summary>The project's root: the nearest folder above the tests that holds the solution.</summary>
    public static string ProjectRoot { get; } = FindRoot();

    /// <summary>The shared folder (environment variable KSEF_OFFLINE_SHARED, else beside the project), or null.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of something below <c>shared</c>, for example <c>data/fa3/xsd</c>; skips the running test where it is absent.</summary>
    public static string Require(string relative)
    {
        var path = Root is null ? null : Path.Combine(Root, relative);
        if (path is null || (!File.Exists(path) && !Directory.Exists(path)))
            Assert.Skip($"reference data '{relative}' is absent: put it beside the project as ../shared, or name its folder in KSEF_OFFLINE_SHARED");
        return path;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("KSEF_OFFLINE_SHARED");
        var path = string.IsNullOrEmpty(named) ? Path.Combine(ProjectRoot, "..", "shared") : named;
        return Directory.Exists(path) ? Path.GetFullPath(path) : null;
    }

    private static string FindRoot()
    {
        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
            if (File.Exists(Path.Combine(d.FullName, "Ksef.Offline.sln"))) return d.FullName;
        throw new InvalidOperationException($"No Ksef.Offline.sln above {AppContext.BaseDirectory}.");
    }
}
