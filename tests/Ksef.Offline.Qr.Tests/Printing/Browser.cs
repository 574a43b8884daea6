using System.Text;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Qr.Tests.Printing;

/// <summary>Looks at a page with headless Chromium, where it is installed.</summary>
internal static class Browser
{
    /// <summary>The page as a picture, two or more device pixels per CSS pixel, as a good screen or a 200 dpi print has them.</summary>
    public static byte[] Photograph(string html, int width = 860, int height = 2400, double scale = 2)
    {
        using var page = new ScratchFile(".html", Encoding.UTF8.GetBytes(html));
        using var png = new ScratchFile(".png", []);
        Run(page, $"--force-device-scale-factor={scale.ToString(System.Globalization.CultureInfo.InvariantCulture)}", $"--window-size={width},{height}", $"--screenshot={png.Path}");
        return File.ReadAllBytes(png.Path);
    }

    public static byte[] Print(string html)
    {
        using var page = new ScratchFile(".html", Encoding.UTF8.GetBytes(html));
        using var pdf = new ScratchFile(".pdf", []);
        Run(page, "--no-pdf-header-footer", $"--print-to-pdf={pdf.Path}");
        return File.ReadAllBytes(pdf.Path);
    }

    private static void Run(ScratchFile page, params string[] wanted)
    {
        var profile = Directory.CreateTempSubdirectory("ksef-offline-browser-");
        try
        {
            var run = OutsideTool.Run("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", $"--user-data-dir={profile.FullName}", .. wanted, new Uri(page.Path).AbsoluteUri]);
            Assert.True(run.ExitCode == 0, run.Error);
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
