namespace Panel.Security;

/// <summary>Refuses addresses with the character NUL: no number or name holds it, and PostgreSQL takes it for a broken text.</summary>
internal sealed class TextGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Query.Any(q => q.Value.Any(v => v?.Contains('\0', StringComparison.Ordinal) == true))) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
