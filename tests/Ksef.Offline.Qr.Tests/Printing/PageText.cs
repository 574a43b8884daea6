using System.Net;
using System.Text.RegularExpressions;

namespace Ksef.Offline.Qr.Tests.Printing;

/// <summary>What a reader sees of a page: its text, with runs of blanks made one.</summary>
internal static partial class PageText
{
    public static string Of(string html)
    {
        var body = html[html.IndexOf("<main>", StringComparison.Ordinal)..];
        return Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(body, " ")), " ");
    }

    public static string OneBlank(string text) => Blanks().Replace(text.Trim(), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blanks();
}
