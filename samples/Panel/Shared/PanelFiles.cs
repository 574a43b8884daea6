using System.Security.Cryptography;

namespace Panel.Shared;

/// <summary>The two files of the panel: its style sheet and its icon. They lie in the assembly and carry their hash in the address, so that a browser may keep them.</summary>
internal static class PanelFiles
{
    public const string Cached = "public, max-age=31536000, immutable";
    private static readonly (byte[] Bytes, string Version) Css = Load("panel.css");
    private static readonly (byte[] Bytes, string Version) Icon = Load("icon.svg");

    public static string CssPath { get; } = "/panel.css?v=" + Css.Version;

    public static string IconPath { get; } = "/icon.svg?v=" + Icon.Version;

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/panel.css", (HttpContext context) => Send(context, Css.Bytes, "text/css; charset=utf-8")).AllowAnonymous();
        routes.MapGet("/icon.svg", (HttpContext context) => Send(context, Icon.Bytes, "image/svg+xml")).AllowAnonymous();
    }

    private static IResult Send(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.CacheControl = Cached;
        return Results.Bytes(bytes, type);
    }

    private static (byte[] Bytes, string Version) Load(string name)
    {
        using var source = typeof(PanelFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    }
}
