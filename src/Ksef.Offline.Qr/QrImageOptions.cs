namespace Ksef.Offline.Qr;

/// <summary>How a code is drawn. The defaults print sharply on 300 and 600 dpi: modules of 0.42 mm, KOD I about 21 mm, KOD II about 28 mm (EC) or 39 mm (RSA) wide.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record QrImageOptions
{
    /// <summary>Below this a phone may fail on a laser print: 0.33 mm, four dots at 300 dpi.</summary>
    public const double SmallestReadableModuleMillimetres = 0.33;

    /// <summary>How much damage the code survives. Default: <see cref="QrErrorCorrection.Medium"/>.</summary>
    public QrErrorCorrection ErrorCorrection { get; init; } = QrErrorCorrection.Medium;

    /// <summary>The side of a module in pixels of the PNG, 1 to 100. Default: 10.</summary>
    public int PixelsPerModule { get; init; } = 10;

    /// <summary>Pixels per inch, 36 to 4800; with <see cref="PixelsPerModule"/> it says how large PNG and SVG print. Default: 600.</summary>
    public int Dpi { get; init; } = 600;

    /// <summary>The side of a module on paper, in millimetres.</summary>
    public double ModuleMillimetres => PixelsPerModule * 25.4 / Dpi;

    internal void Check()
    {
        if (!Enum.IsDefined(ErrorCorrection)) throw new ArgumentOutOfRangeException(nameof(ErrorCorrection), ErrorCorrection, "Not a level of error correction.");
        if (PixelsPerModule is < 1 or > 100) throw new ArgumentOutOfRangeException(nameof(PixelsPerModule), PixelsPerModule, "A module takes 1 to 100 pixels.");
        if (Dpi is < 36 or > 4800) throw new ArgumentOutOfRangeException(nameof(Dpi), Dpi, "The resolution is 36 to 4800 pixels per inch.");
    }
}
