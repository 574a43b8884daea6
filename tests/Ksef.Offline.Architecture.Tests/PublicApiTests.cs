namespace Ksef.Offline.Architecture.Tests;

/// <summary>The public API of each package stands in <c>src/PACKAGE/PublicApi.txt</c>; a change shows in the diff or fails the build.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Every_project_under_src_is_a_package_with_its_api_as_text()
    {
        Assert.Equal(Rooms.Arrows.Keys.Order(StringComparer.Ordinal), SourceTree.Files("src", "*.csproj").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));
        Assert.All(Rooms.Arrows.Keys, r => Assert.NotEmpty(File.ReadAllText(Path.Combine(SourceTree.Root, "src", r, "PublicApi.txt"))));
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void The_public_api_is_the_committed_one(string room)
    {
        var file = Path.Combine(SourceTree.Root, "src", room, "PublicApi.txt");
        var actual = PublicApi.Of(Rooms.Load(room));
        if (Environment.GetEnvironmentVariable("KSEF_OFFLINE_UPDATE_API") == "1") File.WriteAllText(file, string.Join('\n', actual) + "\n");
        var committed = File.Exists(file) ? File.ReadAllLines(file).Where(l => l.Length > 0).ToArray() : [];
        var missing = committed.Except(actual).ToArray();
        var added = actual.Except(committed).ToArray();
        Assert.True(missing.Length + added.Length == 0,
            $"The public API of {room} is not the one in PublicApi.txt. If it is meant, run this test with KSEF_OFFLINE_UPDATE_API=1 and review the diff.\nGone:\n  {string.Join("\n  ", missing.Take(20))}\nNew:\n  {string.Join("\n  ", added.Take(20))}");
    }
}
