using System.Collections;
using Ksef.Offline.Qr.Images;
using Ksef.Offline.Verification;
using QRCoder;
using QRCoder.Exceptions;

namespace Ksef.Offline.Qr;

/// <summary>A code ready to be drawn: smallest version that fits, quiet zone of four modules, the label under it; as PNG (one bit per pixel) and as SVG, without any native library.</summary>
/// <remarks>Both know their size on paper. A label that is too long for one line is broken at a hyphen or blank. Immutable, thread-safe.</remarks>
public sealed class QrImage
{
    /// <summary>The white border around a code, in modules (ISO/IEC 18004).</summary>
    public const int QuietZone = 4;

    private readonly List<BitArray> _modules;
    private readonly LabelLayout _layout;

    private QrImage(string text, string label, QrImageOptions options, List<BitArray> modules)
    {
        Text = text;
        Label = label;
        Options = options;
        _modules = modules;
        _layout = new LabelLayout(label, modules.Count, options);
    }

    /// <summary>What a scanner reads.</summary>
    public string Text { get; }

    /// <summary>What people read under the code; empty for none.</summary>
    public string Label { get; }

    /// <summary>How it is drawn.</summary>
    public QrImageOptions Options { get; }

    /// <summary>Modules per side without the quiet zone: 41 for KOD I, 57 for KOD II with an EC key, 85 with RSA 2048 (level M, production host).</summary>
    public int ModulesPerSide => _modules.Count - (2 * QuietZone);

    /// <summary>The width on paper in millimetres, quiet zone included; a long label may be wider than the code.</summary>
    public double WidthMillimetres => _layout.Width * 25.4 / Options.Dpi;

    /// <summary>The height on paper in millimetres, label included.</summary>
    public double HeightMillimetres => _layout.Height * 25.4 / Options.Dpi;

    /// <summary>True when a module is large enough for a phone and an ordinary printer: at least 0.33 mm.</summary>
    public bool IsReadableAtPrint => Options.ModuleMillimetres >= QrImageOptions.SmallestReadableModuleMillimetres;

    /// <summary>Makes the code of a link.</summary>
    /// <param name="link">KOD I or KOD II.</param>
    /// <param name="label">The text under it, usually from <see cref="CodeLabel.For"/>; empty for none.</param>
    /// <param name="options">How to draw it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The label holds a character that cannot be drawn.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static QrImage Render(VerificationLink link, string label, QrImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        return Render(link.Url, label, options);
    }

    /// <summary>Makes the code of any text.</summary>
    /// <param name="text">The text to encode.</param>
    /// <param name="label">The text under it: letters (drawn as capitals), digits, blanks and <c>- / . : _ +</c>; empty for none.</param>
    /// <param name="options">How to draw it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The text is empty or too long for a code, or the label holds a character that cannot be drawn.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static QrImage Render(string text, string label, QrImageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentNullException.ThrowIfNull(label);
        options ??= new QrImageOptions();
        options.Check();
        StrokeFont.Check(label);
        try
        {
            using var data = QRCodeGenerator.GenerateQrCode(text, Level(options.ErrorCorrection));
            return new QrImage(text, label, options, data.ModuleMatrix);
        }
        catch (DataTooLongException e)
        {
            throw new ArgumentException($"A text of {text.Length} characters does not fit a QR code with error correction {options.ErrorCorrection}.", nameof(text), e);
        }
    }

    /// <summary>The PNG: black on white, one bit per pixel, with its resolution.</summary>
    public byte[] ToPng() => PngImage.Draw(_modules, _layout, Options);

    /// <summary>The SVG: two paths, no fonts, no scripts, sized in millimetres. It can stand in HTML as it is.</summary>
    public string ToSvg() => SvgImage.Draw(_modules, _layout, Options, Label);

    private static QRCodeGenerator.ECCLevel Level(QrErrorCorrection correction) => correction switch
    {
        QrErrorCorrection.Low => QRCodeGenerator.ECCLevel.L,
        QrErrorCorrection.Medium => QRCodeGenerator.ECCLevel.M,
        QrErrorCorrection.Quartile => QRCodeGenerator.ECCLevel.Q,
        _ => QRCodeGenerator.ECCLevel.H,
    };
}
