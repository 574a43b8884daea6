using System.Collections;
using System.Globalization;
using System.Text;

namespace Ksef.Offline.Qr.Images;

/// <summary>Writes a code and its label as SVG in the pixels of the PNG: one filled path for the modules, one stroked path for the label.</summary>
internal static class SvgImage
{
    public static string Draw(List<BitArray> modules, LabelLayout layout, QrImageOptions options, string label)
    {
        var (width, height) = (layout.Width * 25.4 / options.Dpi, layout.Height * 25.4 / options.Dpi);
        var svg = new StringBuilder(16 * 1024);
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width:0.###}mm" height="{height:0.###}mm" viewBox="0 0 {layout.Width} {layout.Height}" role="img">""");
        if (label.Length > 0) svg.Append("<title>").Append(label).Append("</title>");
        svg.Append(CultureInfo.InvariantCulture, $"""<path fill="#fff" d="M0 0h{layout.Width}v{layout.Height}H0z"/>""");
        Modules(svg, modules, layout.CodeLeft, options.PixelsPerModule);
        if (layout.Lines.Count > 0) Lines(svg, layout);
        return svg.Append("</svg>").ToString();
    }

    private static void Modules(StringBuilder svg, List<BitArray> modules, int left, int size)
    {
        svg.Append("<path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"");
        for (var y = 0; y < modules.Count; y++)
        {
            var line = modules[y];
            for (var x = 0; x < line.Length; x++)
            {
                if (!line[x]) continue;
                var end = x + 1;
                while (end < line.Length && line[end]) end++;
                var run = (end - x) * size;
                svg.Append(CultureInfo.InvariantCulture, $"M{left + (x * size)} {y * size}h{run}v{size}h-{run}z");
                x = end;
            }
        }
        svg.Append("\"/>");
    }

    private static void Lines(StringBuilder svg, LabelLayout layout)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"#000\" stroke-width=\"{StrokeFont.Thickness * layout.Unit:0.##}\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"");
        for (var line = 0; line < layout.Lines.Count; line++)
        {
            for (var i = 0; i < layout.Lines[line].Length; i++)
            {
                var (left, top) = layout.Place(line, i);
                foreach (var stroke in StrokeFont.Strokes(layout.Lines[line][i]))
                    for (var p = 0; p < stroke.Length; p += 2)
                        svg.Append(CultureInfo.InvariantCulture, $"{(p == 0 ? 'M' : 'L')}{left + (stroke[p] * layout.Unit):0.#} {top + (stroke[p + 1] * layout.Unit):0.#}");
            }
        }
        svg.Append("\"/>");
    }
}
