namespace Ksef.Offline.Qr.Images;

/// <summary>Where everything stands, in pixels of the PNG: the code on top, in the middle, the lines of the label under its quiet zone.</summary>
internal sealed class LabelLayout
{
    private const double CapMillimetres = 1.4;
    private const int SmallestCapPixels = 9;
    private const double CapModules = 2;
    private const int ComfortableLine = 20;
    private const double LinePitch = 10.5;
    private const double Above = 2, Below = 3;

    public LabelLayout(string label, int modules, QrImageOptions options)
    {
        var code = modules * options.PixelsPerModule;
        var cap = Math.Max(CapMillimetres / 25.4 * options.Dpi, Math.Max(SmallestCapPixels, CapModules * options.PixelsPerModule));
        Unit = Math.Ceiling(cap) / StrokeFont.Height;
        var fits = (int)((code / Unit) / StrokeFont.Advance) - 1;
        Lines = Break(label, Math.Max(fits, Math.Min(ComfortableLine, label.Length)));
        var widest = Lines.Count == 0 ? 0 : Lines.Max(l => l.Length);
        Width = Math.Max(code, (int)Math.Ceiling(((widest + 1) * StrokeFont.Advance) * Unit));
        CodeLeft = (Width - code) / 2;
        LabelTop = code;
        Height = code + (Lines.Count == 0 ? 0 : (int)Math.Ceiling((Above + ((Lines.Count - 1) * LinePitch) + StrokeFont.Height + Below) * Unit));
    }

    /// <summary>One unit of the font's grid, in pixels.</summary>
    public double Unit { get; }

    public int Width { get; }

    public int Height { get; }

    public int CodeLeft { get; }

    public int LabelTop { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Left edge and top of a character, in pixels.</summary>
    public (double X, double Y) Place(int line, int column)
    {
        var width = ((Lines[line].Length * StrokeFont.Advance) - (StrokeFont.Advance - 4)) * Unit;
        return (((Width - width) / 2) + (column * StrokeFont.Advance * Unit), LabelTop + ((Above + (line * LinePitch)) * Unit));
    }

    private static List<string> Break(string label, int limit)
    {
        var lines = new List<string>();
        for (var rest = label; rest.Length > 0;)
        {
            if (rest.Length <= limit)
            {
                lines.Add(rest);
                break;
            }
            var at = rest.LastIndexOfAny(['-', ' '], limit - 1) + 1;
            if (at <= 1) at = limit;
            lines.Add(rest[..at].TrimEnd(' '));
            rest = rest[at..].TrimStart(' ');
        }
        return lines;
    }
}
