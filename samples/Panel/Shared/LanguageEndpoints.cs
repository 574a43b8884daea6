namespace Panel.Shared;

/// <summary>The switch between Polish and English: kept in a cookie, else as the browser asks for.</summary>
internal static class LanguageEndpoints
{
    public const string Cookie = "panel-language";

    public static void MapLanguage(this IEndpointRouteBuilder routes)
    {
        foreach (var code in new[] { "pl", "en" })
        {
            routes.MapGet("/language/" + code, (string? back, HttpContext context) =>
            {
                context.Response.Cookies.Append(Cookie, code, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
                return Results.Redirect(LocalPath.Of(back));
            }).AllowAnonymous();
        }
    }

    public static Language Of(HttpRequest request) => (request.Cookies[Cookie] ?? request.GetTypedHeaders().AcceptLanguage.FirstOrDefault()?.Value.ToString())?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true
        ? Language.English
        : Language.Polish;
}
