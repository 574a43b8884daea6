namespace Ksef.Offline.Qr.Printing;

/// <summary>How a page looks.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record PageOptions
{
    /// <summary>The language of the page. Default: Polish.</summary>
    public PageLanguage Language { get; init; } = PageLanguage.Polish;

    /// <summary>The colour of headings and rules, <c>#rrggbb</c>. Default: a dark blue.</summary>
    public string AccentColour { get; init; } = "#1f3a5f";

    /// <summary>The seller's logo as PNG, put into the page; empty for none. Default: none.</summary>
    public ReadOnlyMemory<byte> LogoPng { get; init; }

    /// <summary>How the codes are drawn; their size on paper follows from it. Default: modules of 0.42 mm, level M.</summary>
    public QrImageOptions Codes { get; init; } = new();

    internal void Check()
    {
        if (!Enum.IsDefined(Language)) throw new ArgumentOutOfRangeException(nameof(Language), Language, "Not a language of the page.");
        if (AccentColour is not { Length: 7 } || AccentColour[0] != '#' || !AccentColour.AsSpan(1).ToString().All(char.IsAsciiHexDigit))
            throw new ArgumentException($"'{AccentColour}' is not a colour: it takes #rrggbb.", nameof(AccentColour));
        if (!LogoPng.IsEmpty && !LogoPng.Span.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])) throw new ArgumentException("The logo is not a PNG.", nameof(LogoPng));
        ArgumentNullException.ThrowIfNull(Codes);
    }
}
