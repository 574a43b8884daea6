using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>The log messages of this package; ids from 7100 are stable, and the README lists them.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(7100, LogLevel.Information, "Sending for taxpayer {Taxpayer} has started.")]
    public static partial void DispatcherStarted(ILogger logger, string taxpayer);

    [LoggerMessage(7101, LogLevel.Information, "Sending for taxpayer {Taxpayer} has stopped.")]
    public static partial void DispatcherStopped(ILogger logger, string taxpayer);

    [LoggerMessage(7102, LogLevel.Warning, "Alert {Kind} ({Cause}) of taxpayer {Taxpayer} was not delivered by {Notifier}: {Reason}. It will be tried again.")]
    public static partial void AlertFailed(ILogger logger, Exception exception, Alerts.AlertKind kind, string cause, string taxpayer, string notifier, string reason);

    [LoggerMessage(7103, LogLevel.Warning, "The beacon could not be read for taxpayer {Taxpayer}: {Reason}. Nothing follows from that; it will be tried again.")]
    public static partial void BeaconUnknown(ILogger logger, Exception? exception, string taxpayer, string reason);

    [LoggerMessage(7104, LogLevel.Warning, "The beacon announces for taxpayer {Taxpayer}: {Announcement}. {Recomputed} deadlines changed.")]
    public static partial void BeaconNews(ILogger logger, string taxpayer, string announcement, int recomputed);

    [LoggerMessage(7105, LogLevel.Warning, "The alerts of taxpayer {Taxpayer} could not be looked after: {Reason}. It will be tried again.")]
    public static partial void AlertRoundFailed(ILogger logger, Exception exception, string taxpayer, string reason);

    [LoggerMessage(7106, LogLevel.Information, "Alert {Kind} ({Cause}) of taxpayer {Taxpayer} was delivered.")]
    public static partial void AlertDelivered(ILogger logger, Alerts.AlertKind kind, string cause, string taxpayer);

    [LoggerMessage(7107, LogLevel.Warning, "The Offline certificate {Serial} of taxpayer {Taxpayer} is not valid now: what waits is sent, but nothing can be issued with KOD II. {Reason}")]
    public static partial void CertificateNotValid(ILogger logger, string taxpayer, string serial, string reason);
}
