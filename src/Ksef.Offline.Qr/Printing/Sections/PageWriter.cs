using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Writes the building blocks of a page. Every value goes through the HTML encoder; tags and class names are literals of this folder.</summary>
internal sealed class PageWriter(PageOptions options)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new(64 * 1024);

    public PageOptions Options { get; } = options;

    public Wording Words { get; } = new(options.Language);

    public PageWriter Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>A text from the file, encoded; line ends stay visible.</summary>
    public PageWriter Text(string? text)
    {
        if (!string.IsNullOrEmpty(text)) _html.Append(Encoder.Encode(text).Replace("&#xD;", "", StringComparison.Ordinal).Replace("&#xA;", "<br>", StringComparison.Ordinal).Replace("&#xA0;", "\u00A0", StringComparison.Ordinal));
        return this;
    }

    public PageWriter Word(string pl, string en) => Text(Words.In(pl, en));

    public void Element(string tag, string css, string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        Raw(css.Length == 0 ? $"<{tag}>" : $"<{tag} class=\"{css}\">").Text(text).Raw($"</{tag}>");
    }

    public void OpenSection(string pl, string en, string css = "")
    {
        Raw($"<section class=\"{css}\"><h2>").Word(pl, en).Raw("</h2>");
    }

    public void CloseSection() => Raw("</section>");

    /// <summary>A name and its value; nothing at all where there is no value.</summary>
    public void Field(string pl, string en, string? value, string css = "")
    {
        if (string.IsNullOrEmpty(value)) return;
        Raw($"<div class=\"field {css}\"><dt>").Word(pl, en).Raw("</dt><dd>").Text(value).Raw("</dd></div>");
    }

    public void Table<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, string css = "", Func<T, string>? rowCss = null)
    {
        if (rows.Count == 0) return;
        var used = columns.Where(c => rows.Any(r => !string.IsNullOrEmpty(c.Value(r)) || !string.IsNullOrEmpty(c.Below?.Invoke(r)))).ToArray();
        Raw($"<table class=\"{css}\"><thead><tr>");
        foreach (var column in used) Raw(column.IsNumber ? "<th class=\"n\">" : "<th>").Word(column.Pl, column.En).Raw("</th>");
        Raw("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            Raw(rowCss?.Invoke(row) is { Length: > 0 } extra ? $"<tr class=\"{extra}\">" : "<tr>");
            foreach (var column in used)
            {
                Raw(column.IsNumber ? "<td class=\"n\">" : "<td>").Text(column.Value(row));
                Element("div", "below", column.Below?.Invoke(row));
                Raw("</td>");
            }
            Raw("</tr>");
        }
        Raw("</tbody></table>");
    }

    /// <summary>Joins what there is with a middle dot; null where there is nothing.</summary>
    public static string? Join(params string?[] parts)
    {
        var there = parts.Where(p => !string.IsNullOrEmpty(p)).ToArray();
        return there.Length == 0 ? null : string.Join(" · ", there);
    }

    /// <summary>A name with its value in one text; null where there is no value.</summary>
    public string? Named(string pl, string en, string? value) => string.IsNullOrEmpty(value) ? null : $"{Words.In(pl, en)}: {value}";

    public override string ToString() => _html.ToString();
}
