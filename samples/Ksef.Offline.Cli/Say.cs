namespace Ksef.Offline.Cli;

/// <summary>Words for people: one line each on standard error, whatever the text holds.</summary>
internal static class Say
{
    private const int Longest = 2000;

    public static void Line(string text) => Console.Error.WriteLine("ksef-offline: " + OneLine(text));

    /// <summary>Line ends and control characters, with which a file name could write over a terminal, become blanks; what is longer than a screen is cut.</summary>
    public static string OneLine(string text)
    {
        var line = string.Create(Math.Min(text.Length, Longest), text, (cells, from) =>
        {
            for (var i = 0; i < cells.Length; i++) cells[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        return text.Length > Longest ? line + "..." : line;
    }
}
