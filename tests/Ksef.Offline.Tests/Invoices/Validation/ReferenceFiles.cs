using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>The reference files with the verdicts of the official schema.</summary>
internal static class ReferenceFiles
{
    public sealed record Entry(string File, string Verdict, string FirstErrorPath, string FirstError)
    {
        public byte[] Bytes => System.IO.File.ReadAllBytes(Path.Combine(SharedData.Require("data/fa3"), File));
    }

    /// <summary>Real files and mutants with their verdicts: "valid", "invalid", or words where it is not judged.</summary>
    public static List<Entry> All()
    {
        var root = SharedData.Require("data/fa3");
        var entries = new List<Entry>();
        foreach (var row in Csv(Path.Combine(root, "index.csv"))) entries.Add(new Entry(row["file"], row["dotnet"], row["first_error_path"], row["first_error"]));
        foreach (var row in Csv(Path.Combine(root, "mutants.csv")))
            entries.Add(new Entry(row["file"], row["spec_verdict"].Length > 0 ? row["spec_verdict"] : row["verdict"], row["first_error_path"], row["first_error"]));
        foreach (var file in Directory.GetFiles(Path.Combine(root, "synthetic"), "*.xml")) entries.Add(new Entry("synthetic/" + Path.GetFileName(file), "valid", "", ""));
        return entries;
    }

    public static List<Dictionary<string, string>> Csv(string path)
    {
        var rows = Rows(File.ReadAllText(path).TrimStart('\uFEFF')).ToList();
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))];
    }

    private static IEnumerable<List<string>> Rows(string text)
    {
        var (row, field, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') { field.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { row.Add(field.ToString()); field.Clear(); }
            else if (c == '\n' && !quoted)
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                yield return row;
                row = [];
            }
            else field.Append(c);
        }
        if (row.Count > 0 || field.Length > 0) { row.Add(field.ToString()); yield return row; }
    }
}
