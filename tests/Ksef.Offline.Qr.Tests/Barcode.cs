using Ksef.Offline.TestKit;

namespace Ksef.Offline.Qr.Tests;

/// <summary>Reads codes with a scanner that is not ours.</summary>
internal static class Barcode
{
    public static string[] ReadPng(byte[] png)
    {
        using var file = new ScratchFile(".png", png);
        return ReadFile(file.Path);
    }

    public static string[] ReadSvg(string svg, int dpi = 300)
    {
        using var drawing = new ScratchFile(".svg", System.Text.Encoding.UTF8.GetBytes(svg));
        using var png = new ScratchFile(".png", []);
        var run = OutsideTool.Run("rsvg-convert", ["--dpi-x", $"{dpi}", "--dpi-y", $"{dpi}", "-o", png.Path, drawing.Path]);
        Assert.True(run.ExitCode == 0, run.Error);
        return ReadFile(png.Path);
    }

    public static string[] ReadFile(string path)
    {
        var run = OutsideTool.Run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path]);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
