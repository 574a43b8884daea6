namespace Panel.Security;

/// <summary>What every answer carries, errors and files included: nothing from elsewhere is loaded, nothing runs, nobody frames the page, nothing is kept by caches.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (!context.Response.Headers.CacheControl.Contains(Shared.PanelFiles.Cached)) headers.CacheControl = "no-store";
            headers.Remove("Pragma");
            headers.Remove("blazor-enhanced-nav");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
