using System.Net;
using System.Text.RegularExpressions;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Holds a page against the rules of well-formed HTML that matter to readers and tools: tags nest, attributes are quoted, names that are referred to exist once.</summary>
internal static partial class HtmlShape
{
    private static readonly string[] Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    public static IReadOnlyList<string> Errors(string html)
    {
        var (errors, open, ids, references) = (new List<string>(), new Stack<string>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var (headings, forms, labels) = (0, new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        if (!html.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal)) errors.Add("no doctype");
        for (var at = html.IndexOf('<', 1); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var match = Tag().Match(html, at);
            if (!match.Success)
            {
                errors.Add($"not a tag: {html.Substring(at, Math.Min(60, html.Length - at))}");
                continue;
            }
            var (name, attributes) = (match.Groups["name"].Value, Attributes(match.Groups["attributes"].Value));
            if (match.Groups["end"].Length > 0)
            {
                if (open.Count == 0 || open.Pop() != name) errors.Add($"</{name}> closes nothing at {at}");
                continue;
            }
            if (name == "script") errors.Add("a script");
            if (attributes.ContainsKey("style") || attributes.Keys.Any(k => k.StartsWith("on", StringComparison.Ordinal))) errors.Add($"<{name}> with style or handler: {match.Value}");
            if (name == "h1") headings++;
            if (name == "html" && !attributes.ContainsKey("lang")) errors.Add("no language");
            if (name == "img" && !attributes.ContainsKey("alt")) errors.Add("a picture without text");
            if (attributes.TryGetValue("id", out var id) && !ids.Add(id)) errors.Add($"id {id} twice");
            foreach (var by in new[] { "for", "aria-labelledby", "aria-describedby" })
                if (attributes.TryGetValue(by, out var target)) references.Add(target);
            if (name == "label" && attributes.TryGetValue("for", out var labelled)) labels.Add(labelled);
            if (attributes.TryGetValue("href", out var href) && href is ['#', ..]) references.Add(href[1..]);
            if (name is "input" or "select" && attributes.GetValueOrDefault("type") != "hidden") forms.Add(attributes.GetValueOrDefault("id", match.Value));
            if (!Void.Contains(name) && match.Groups["closed"].Length == 0) open.Push(name);
        }
        errors.AddRange(open.Select(name => $"<{name}> is never closed"));
        errors.AddRange(references.Where(r => !ids.Contains(r)).Select(r => $"refers to {r}, which is not there"));
        errors.AddRange(forms.Where(f => !labels.Contains(f)).Select(f => $"field without label: {f}"));
        if (headings != 1) errors.Add($"{headings} first headings");
        return errors;
    }

    private static Dictionary<string, string> Attributes(string text) =>
        Attribute().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);

    [GeneratedRegex("""\G<(?<end>/?)(?<name>[a-zA-Z][a-zA-Z0-9-]*)(?<attributes>(?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<]*")?)*)\s*(?<closed>/?)>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>[a-zA-Z][a-zA-Z0-9-]*)(?:="(?<value>[^"]*)")?""")]
    private static partial Regex Attribute();
}
