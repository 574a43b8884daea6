using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Everything this package says to a log.</summary>
internal static partial class DispatcherLog
{
    [LoggerMessage(5001, LogLevel.Information, "{Taxpayer}: {Count} entries in hand by {Worker}")]
    public static partial void InHand(this ILogger logger, string taxpayer, int count, string worker);

    [LoggerMessage(5002, LogLevel.Information, "{Key}: {Before} to {After}{Note}")]
    public static partial void Moved(this ILogger logger, string key, States.OutboxState before, States.OutboxState after, string note);

    [LoggerMessage(5003, LogLevel.Warning, "{Key}: the lease was lost; another worker settles it")]
    public static partial void LeaseLost(this ILogger logger, string key);

    [LoggerMessage(5004, LogLevel.Error, "{Taxpayer}: the gateway failed unexpectedly")]
    public static partial void GatewayFailed(this ILogger logger, Exception exception, string taxpayer);

    [LoggerMessage(5005, LogLevel.Error, "A worker failed; it goes on after a pause")]
    public static partial void WorkerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5006, LogLevel.Error, "{Key}: {Finding}")]
    public static partial void Refused(this ILogger logger, string key, string finding);

    [LoggerMessage(5007, LogLevel.Warning, "{Count} deadlines recomputed for announcements up to version {Version}")]
    public static partial void Recomputed(this ILogger logger, int count, long version);

    [LoggerMessage(5008, LogLevel.Error, "{Key}: whoever is told of progress failed; the sending goes on")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception, string key);
}
