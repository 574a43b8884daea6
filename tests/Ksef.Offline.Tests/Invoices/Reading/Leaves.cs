using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ksef.Offline.Tests.Invoices.Reading;

/// <summary>The elements of a file by an independent reader: paths in order, with text and attributes.</summary>
internal sealed record Leaves(string Path, string Text)
{
    internal static IReadOnlyList<Leaves> Of(byte[] file)
    {
        var root = XDocument.Load(new MemoryStream(file)).Root!;
        return [.. root.DescendantsAndSelf().Select(e => new Leaves(
            string.Join('/', e.AncestorsAndSelf().Reverse().Select(a => a.Name.LocalName)),
            (e.HasElements ? "" : e.Value) + string.Concat(e.Attributes().Where(a => a.Name.Namespace == XNamespace.None && a.Name != "xmlns").OrderBy(a => a.Name.LocalName, StringComparer.Ordinal).Select(a => $"|{a.Name}={a.Value}"))))];
    }

    /// <summary>Equal but for what XML Schema does not tell apart: blanks of tokens, zeros of numbers, forms of a time, an empty fixed value.</summary>
    internal bool SameValue(Leaves other)
    {
        var (a, b) = (Collapse(Text), Collapse(other.Text));
        if (a == b || (a.Length == 0 && Path.EndsWith("/PrefiksPodatnika", StringComparison.Ordinal))) return true;
        if (decimal.TryParse(a, NumberStyles.Number, CultureInfo.InvariantCulture, out var x) && decimal.TryParse(b, NumberStyles.Number, CultureInfo.InvariantCulture, out var y)) return x == y;
        return DateTimeOffset.TryParse(a, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var s) && DateTimeOffset.TryParse(b, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var t) && s == t;
    }

    private static string Collapse(string text) => Regex.Replace(text, "[ \t\r\n]+", " ").Trim(' ').Normalize(NormalizationForm.FormC);
}
