using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ksef.Offline.Architecture.Tests;

namespace Ksef.Offline.Packages.Tests;

/// <summary>The packages as they would be published, unpacked and looked into. They are packed beforehand into the folder that <c>KSEF_OFFLINE_FEED</c> names (<c>.ci/steps/50-pack.sh</c> does both); the project is not in the solution, because without packages there is nothing to look into.</summary>
public sealed partial class PackageTests
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly string Version = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void The_folder_holds_the_packages_of_the_house_and_no_others() =>
        Assert.Equal(Rooms.Arrows.Keys.SelectMany(r => new[] { $"{r}.{Version}.nupkg", $"{r}.{Version}.snupkg" }).Order(StringComparer.Ordinal), Directory.GetFiles(Feed(), "Ksef.Offline*").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void A_package_holds_the_library_its_docs_the_readme_the_licence_and_the_icon_and_nothing_else(string room)
    {
        using var package = Open(room, "nupkg");
        var own = package.Entries.Select(e => e.FullName).Where(n => n is not ("_rels/.rels" or "[Content_Types].xml") && !n.StartsWith("package/services/", StringComparison.Ordinal));
        Assert.Equal(new[] { $"{room}.nuspec", "LICENSE", "README.md", "icon.png", $"lib/net10.0/{room}.dll", $"lib/net10.0/{room}.xml" }.Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(SourceTree.Root, "src", room, "README.md")), Bytes(package, "README.md"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(SourceTree.Root, "LICENSE")), Bytes(package, "LICENSE"));
        var docs = XDocument.Load(new MemoryStream(Bytes(package, $"lib/net10.0/{room}.xml")));
        Assert.Equal(room, docs.Root!.Element("assembly")!.Element("name")!.Value);
        Assert.All(docs.Descendants("member"), m => Assert.False(string.IsNullOrWhiteSpace(m.Value) && !m.HasElements, m.Attribute("name")!.Value));
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void The_metadata_say_what_it_is_under_which_licence_and_from_which_commit(string room)
    {
        using var package = Open(room, "nupkg");
        var metadata = Metadata(package, room);
        Assert.Equal((room, Version), (Text("id"), Text("version")));
        Assert.Equal(("expression", "MIT"), (metadata.Element(Nuspec + "license")!.Attribute("type")!.Value, Text("license")));
        Assert.Equal(("README.md", "icon.png"), (Text("readme"), Text("icon")));
        Assert.InRange(Text("description").Length, 80, 300);
        Assert.Contains("KSeF", Text("description"), StringComparison.Ordinal);
        var tags = Text("tags").Split(' ');
        Assert.Contains("ksef", tags);
        Assert.Equal(tags.Distinct(StringComparer.Ordinal), tags);
        Assert.True(tags.Length > 9, "its own tags are missing");
        Assert.Contains("FA(3) v1-0E", Text("releaseNotes"), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{40}$", metadata.Element(Nuspec + "repository")!.Attribute("commit")!.Value);

        string Text(string name) => metadata.Element(Nuspec + name)?.Value ?? "";
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void Dependencies_are_those_of_the_project_for_net10_alone_and_bind_nobody_to_an_exact_version(string room)
    {
        using var package = Open(room, "nupkg");
        var group = Assert.Single(Metadata(package, room).Descendants(Nuspec + "group"), g => g.Elements(Nuspec + "dependency").Any());
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "src", room, $"{room}.csproj"));
        var wanted = project.Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value).Concat(project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)));
        var dependencies = group.Elements(Nuspec + "dependency").Select(d => (Id: d.Attribute("id")!.Value, Version: d.Attribute("version")!.Value)).ToArray();
        Assert.Equal(wanted.Order(StringComparer.Ordinal), dependencies.Select(d => d.Id).Order(StringComparer.Ordinal));
        Assert.All(dependencies, d => Assert.Matches(@"^\d+\.\d+\.\d+$", d.Version));
        Assert.All(dependencies.Where(d => d.Id.StartsWith("Ksef.Offline", StringComparison.Ordinal)), d => Assert.Equal(Version, d.Version));
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void Nothing_in_it_tells_where_it_was_built(string room)
    {
        foreach (var kind in new[] { "nupkg", "snupkg" })
        {
            using var package = Open(room, kind);
            foreach (var entry in package.Entries)
            {
                var bytes = Bytes(package, entry.FullName);
                foreach (var text in new[] { Encoding.Latin1.GetString(bytes), Encoding.Unicode.GetString(bytes) })
                {
                    Assert.DoesNotContain(SourceTree.Root, text, StringComparison.Ordinal);
                    Assert.DoesNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/", text, StringComparison.Ordinal);
                    Assert.DoesNotContain(Path.GetFullPath(Feed()), text, StringComparison.Ordinal);
                }
                if (entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)) Assert.DoesNotContain(Address().Matches(Encoding.UTF8.GetString(bytes)), a => !a.Value.Contains("schemas.microsoft.com", StringComparison.Ordinal) && !a.Value.Contains("licenses.nuget.org", StringComparison.Ordinal));
            }
        }
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void The_library_is_deterministic_and_its_symbols_carry_every_source_under_a_neutral_path(string room)
    {
        using var package = Open(room, "nupkg");
        using var symbols = Open(room, "snupkg");
        using var library = new PEReader(new MemoryStream(Bytes(package, $"lib/net10.0/{room}.dll")));
        var entries = library.ReadDebugDirectory();
        Assert.Contains(entries, e => e.Type == DebugDirectoryEntryType.Reproducible);
        var view = library.ReadCodeViewDebugDirectoryData(entries.Single(e => e.Type == DebugDirectoryEntryType.CodeView));
        Assert.StartsWith("/_/", view.Path, StringComparison.Ordinal);

        var pdb = Assert.Single(symbols.Entries, e => e.FullName.EndsWith(".pdb", StringComparison.Ordinal));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(symbols, pdb.FullName)));
        var reader = provider.GetMetadataReader();
        Assert.Equal(view.Guid, new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Where(i => reader.GetGuid(i.Kind) == EmbeddedSource && i.Parent.Kind == HandleKind.Document).Select(i => (DocumentHandle)i.Parent).ToHashSet();
        Assert.NotEmpty(reader.Documents);
        foreach (var document in reader.Documents)
        {
            var path = reader.GetString(reader.GetDocument(document).Name);
            Assert.True(path.StartsWith("/_", StringComparison.Ordinal) || !Path.IsPathRooted(path), path);
            Assert.True(embedded.Contains(document), $"{path} is not embedded");
        }
    }

    private static string Feed()
    {
        var feed = Environment.GetEnvironmentVariable("KSEF_OFFLINE_FEED");
        if (string.IsNullOrEmpty(feed)) Assert.Skip("KSEF_OFFLINE_FEED names no folder of packed packages");
        return feed;
    }

    private static ZipArchive Open(string room, string kind) => ZipFile.OpenRead(Path.Combine(Feed(), $"{room}.{Version}.{kind}"));

    private static XElement Metadata(ZipArchive package, string room) => XDocument.Load(new MemoryStream(Bytes(package, $"{room}.nuspec"))).Root!.Element(Nuspec + "metadata")!;

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex(@"(?:https?|file|ssh|git)://[^""<\s]*")]
    private static partial Regex Address();
}
