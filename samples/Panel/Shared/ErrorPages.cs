using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Panel.Shared;

/// <summary>A page for everything that goes wrong: what, and what helps; never a stack trace, which goes to the log.</summary>
internal sealed partial class ErrorPages(RequestDelegate next, ILogger<ErrorPages> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            var response = context.Response;
            if (!response.HasStarted && response.StatusCode >= 400 && response.ContentType is null) await ShowAsync(context, response.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            if (e is not (SqlStoreException or OutboxClockException or BadHttpRequestException)) Failed(logger, e, context.Request.Method, context.Request.Path);
            await ShowAsync(context, e is BadHttpRequestException bad ? bad.StatusCode : e is SqlStoreException or OutboxClockException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError, e as SqlStoreException ?? e as OutboxClockException as Exception);
        }
    }

    private static Task ShowAsync(HttpContext context, int status, Exception? told = null)
    {
        context.Response.StatusCode = status;
        return new RazorComponentResult<ErrorPage>(new { Status = status, Detail = told?.Message }) { StatusCode = status }.ExecuteAsync(context);
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string method, string path);
}
