using Microsoft.AspNetCore.Antiforgery;

namespace Panel.Security;

/// <summary>Every form carries a token that only this panel's pages hold; a request without it, sent from another site through the visitor's browser, is refused.</summary>
internal sealed class ForgeryGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || await IsOursAsync(context)) await next(context);
        else context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private async Task<bool> IsOursAsync(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException e) when (e.InnerException is BadHttpRequestException unreadable)
        {
            // Too large, or cut off: that is what is to be said, not that a token is missing.
            throw new BadHttpRequestException(unreadable.Message, unreadable.StatusCode, e);
        }
    }
}
