using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>
/// Finds the path of an element by its place in the file: walked again from the start, because paths are only needed where something is wrong.
/// </summary>
internal static class ElementPath
{
    /// <summary>The path of the tag that begins at an offset, for example <c>/Faktura/Fa/FaWiersz[2]/P_12</c>.</summary>
    internal static string At(ReadOnlySpan<byte> file, int offset)
    {
        var path = new List<string>();
        var counts = new List<Dictionary<string, int>> { new(StringComparer.Ordinal) };
        var tokens = new XmlTokenizer(file, default, trustDeclaration: true);
        try
        {
            while (tokens.Read())
            {
                if (tokens.Kind == XmlTokenKind.StartElement)
                {
                    var name = Encoding.UTF8.GetString(tokens.LocalName);
                    var n = counts[^1][name] = counts[^1].GetValueOrDefault(name) + 1;
                    path.Add(n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}[{n}]"));
                    counts.Add(new(StringComparer.Ordinal));
                }
                if (tokens.Offset >= offset) break;
                if (tokens.Kind == XmlTokenKind.EndElement)
                {
                    path.RemoveAt(path.Count - 1);
                    counts.RemoveAt(counts.Count - 1);
                }
            }
        }
        finally
        {
            tokens.Dispose();
        }
        return "/" + string.Join('/', path);
    }
}
