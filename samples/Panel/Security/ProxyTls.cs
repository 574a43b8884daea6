using System.Net;

namespace Panel.Security;

/// <summary>
/// Believes a proxy on this machine that it speaks TLS with the visitor: then cookies are for TLS alone. Nothing else is taken from it, least of all who asks: that counts the
/// sign-ins that were tried, and whoever can reach this port could make it up.
/// </summary>
internal sealed class ProxyTls(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isHere = context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);
        if (isHere && string.Equals(context.Request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase)) context.Request.Scheme = "https";
        return next(context);
    }
}
