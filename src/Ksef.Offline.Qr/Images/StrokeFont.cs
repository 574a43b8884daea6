using System.Collections.Frozen;

namespace Ksef.Offline.Qr.Images;

/// <summary>A font of straight strokes on a grid four wide and six high: sharp at any size, the same in PNG and SVG, and no font file to ship.</summary>
internal static class StrokeFont
{
    public const int Height = 6;
    public const double Thickness = 0.85;

    /// <summary>From one character to the next: four units of glyph, the rest is gap.</summary>
    public const double Advance = 5.3;

    // Two digits are a point (x right, y down), blanks join points to a stroke, ';' begins a new stroke.
    private static readonly FrozenDictionary<char, double[][]> Glyphs = Read(new Dictionary<char, string>
    {
        ['0'] = "10 30 41 45 36 16 05 01 10",
        ['1'] = "02 20 26;06 46",
        ['2'] = "01 10 30 41 42 06 46",
        ['3'] = "01 10 30 41 42 33 13;33 44 45 36 16 05",
        ['4'] = "36 30 04 44",
        ['5'] = "40 00 02 32 43 45 36 16 05",
        ['6'] = "41 30 10 01 05 16 36 45 44 33 03",
        ['7'] = "00 40 16",
        ['8'] = "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33",
        ['9'] = "43 13 02 01 10 30 41 45 36 16 05",
        ['A'] = "06 20 46;14 34",
        ['B'] = "00 06 36 45 44 33 03;33 42 41 30 00",
        ['C'] = "41 30 10 01 05 16 36 45",
        ['D'] = "00 06 26 44 42 20 00",
        ['E'] = "40 00 06 46;03 33",
        ['F'] = "40 00 06;03 33",
        ['G'] = "41 30 10 01 05 16 36 45 43 23",
        ['H'] = "00 06;40 46;03 43",
        ['I'] = "20 26;10 30;16 36",
        ['J'] = "40 45 36 16 05",
        ['K'] = "00 06;40 03 46",
        ['L'] = "00 06 46",
        ['M'] = "06 00 23 40 46",
        ['N'] = "06 00 46 40",
        ['O'] = "10 30 41 45 36 16 05 01 10",
        ['P'] = "06 00 30 41 42 33 03",
        ['Q'] = "10 30 41 45 36 16 05 01 10;24 46",
        ['R'] = "06 00 30 41 42 33 03;23 46",
        ['S'] = "41 30 10 01 02 13 33 44 45 36 16 05",
        ['T'] = "00 40;20 26",
        ['U'] = "00 05 16 36 45 40",
        ['V'] = "00 26 40",
        ['W'] = "00 16 23 36 40",
        ['X'] = "00 46;40 06",
        ['Y'] = "00 23 40;23 26",
        ['Z'] = "00 40 06 46",
        ['-'] = "13 33",
        ['/'] = "06 40",
        ['.'] = "26 26",
        [':'] = "22 22;25 25",
        ['_'] = "06 46",
        ['+'] = "03 43;21 25",
        [' '] = "",
    });

    /// <summary>The strokes of a character, each a list of x and y in turn; small letters are drawn as capitals.</summary>
    public static double[][] Strokes(char c) => Glyphs[char.ToUpperInvariant(c)];

    public static void Check(string label)
    {
        foreach (var c in label)
            if (!Glyphs.ContainsKey(char.ToUpperInvariant(c)))
                throw new ArgumentException($"The label '{label}' holds '{c}', which cannot be drawn: it takes letters, digits, blanks and - / . : _ +.", nameof(label));
    }

    private static FrozenDictionary<char, double[][]> Read(Dictionary<char, string> texts)
    {
        var glyphs = texts.ToDictionary(t => t.Key, t => Parse(t.Value));
        // Above and below the grid: acute accent, dot, tail, bar.
        foreach (var (letter, basis, mark) in new (char, char, double[])[]
        {
            ('Ą', 'A', [3.6, 6, 3.1, 7, 4.1, 7.4]), ('Ć', 'C', [1.9, -1.4, 2.8, -2.4]), ('Ę', 'E', [3.4, 6, 2.9, 7, 3.9, 7.4]), ('Ł', 'L', [-0.8, 3.9, 1.8, 2.1]), ('Ń', 'N', [1.7, -1.4, 2.6, -2.4]),
            ('Ó', 'O', [1.9, -1.4, 2.8, -2.4]), ('Ś', 'S', [1.9, -1.4, 2.8, -2.4]), ('Ź', 'Z', [1.7, -1.4, 2.6, -2.4]), ('Ż', 'Z', [2, -1.9, 2, -1.9]),
        }) glyphs.Add(letter, [.. glyphs[basis], mark]);
        return glyphs.ToFrozenDictionary();
    }

    private static double[][] Parse(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Where(char.IsAsciiDigit).Select(d => (double)(d - '0')).ToArray())];
}
