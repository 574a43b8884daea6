using System.Reflection;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>Arrows run kernel, outbox, adapters, hosting; adapters never see each other; the emulator never sees the client.</summary>
public sealed class ArrowTests
{
    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void A_room_refers_only_to_what_it_may(string room) =>
        Assert.Empty(Forbidden(Rooms.Arrows[room], Rooms.Load(room).GetReferencedAssemblies()));

    [Fact]
    public void An_arrow_drawn_the_wrong_way_is_seen()
    {
        AssemblyName[] drawn = [new("Ksef.Offline.Http"), new("System.Net.Http"), new("Npgsql"), new("System.Runtime")];
        Assert.Equal(["Ksef.Offline.Http", "System.Net.Http", "Npgsql"], Forbidden(Rooms.Arrows["Ksef.Offline"], drawn, kernel: true));
    }

    [Fact]
    public void The_kernel_touches_no_clock_task_network_or_file_library() =>
        Assert.Empty(Forbidden(Rooms.Arrows["Ksef.Offline"], Rooms.Load("Ksef.Offline").GetReferencedAssemblies(), kernel: true));

    [Fact]
    public void Every_source_project_is_a_room_with_known_arrows()
    {
        var projects = SourceTree.Files("src", "*.csproj").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(Rooms.Arrows.Keys.Order(StringComparer.Ordinal), projects);
    }

    [Fact]
    public void No_shipped_project_names_a_database_driver()
    {
        foreach (var project in SourceTree.Files("src", "*.csproj"))
            Assert.DoesNotMatch("(?i)<PackageReference[^>]*(Npgsql|Sqlite|SqlClient|EntityFramework)", File.ReadAllText(project));
    }

    private static string[] Forbidden(string[] allowed, AssemblyName[] referenced, bool kernel = false) =>
        [.. referenced.Select(r => r.Name!).Where(n => !allowed.Any(a => a.EndsWith('.') ? n.StartsWith(a, StringComparison.Ordinal) : n == a))
            .Where(n => kernel ? IsOutsideKernel(n) : !IsFramework(n))];

    private static bool IsFramework(string name) => name is "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Security.Cryptography.Xml";

    private static bool IsOutsideKernel(string name) =>
        !IsFramework(name) || name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.IO", StringComparison.Ordinal)
        || name.StartsWith("System.Threading.Tasks", StringComparison.Ordinal) || name is "System.Console" or "System.Diagnostics.Process" or "System.Data.Common";
}
