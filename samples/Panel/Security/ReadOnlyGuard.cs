namespace Panel.Security;

/// <summary>Where nobody may act, nothing but reading is answered; signing in and out is the only exception, where reading asks for it.</summary>
internal sealed class ReadOnlyGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<SignInEndpoint>() is not null) return next(context);
        context.Response.Headers.Allow = "GET";
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }
}
