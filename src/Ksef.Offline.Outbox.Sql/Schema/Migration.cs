using System.Globalization;

namespace Ksef.Offline.Outbox.Sql.Schema;

/// <summary>One numbered step of the schema, embedded as <c>Schema/NNNN_name.sql</c>. A step that has been released is never changed.</summary>
/// <remarks>The first line says <c>-- oldest reader: N</c>: the oldest version of the code that may still work on a schema with this step applied.</remarks>
internal sealed record Migration(int Version, int OldestReader, IReadOnlyList<string> Statements)
{
    private const string Header = "-- oldest reader:";

    public static IReadOnlyList<Migration> All { get; } = Load();

    private static List<Migration> Load()
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = typeof(Migration).Namespace + ".";
        var found = new List<Migration>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            found.Add(Parse(int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd()));
        }
        for (var i = 0; i < found.Count; i++)
            if (found[i].Version != i + 1) throw new InvalidOperationException($"Migration {i + 1} is missing from the assembly.");
        return found;
    }

    private static Migration Parse(int version, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!lines[0].StartsWith(Header, StringComparison.Ordinal)) throw new InvalidOperationException($"Migration {version} must begin with '{Header}'.");
        var oldest = int.Parse(lines[0].AsSpan(Header.Length), CultureInfo.InvariantCulture);
        var statements = string.Join('\n', lines.Where(l => !l.StartsWith("--", StringComparison.Ordinal)))
            .Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Migration(version, oldest, statements);
    }
}
