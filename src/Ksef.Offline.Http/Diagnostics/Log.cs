using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Http.Diagnostics;

/// <summary>Every message of this package, with stable event ids. None takes a token, a key or the content of an invoice.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Debug, "{Call} answered {Status} in {Milliseconds:0} ms ({Correlation})")]
    public static partial void Called(ILogger logger, string call, int status, double milliseconds, string correlation);

    [LoggerMessage(6002, LogLevel.Warning, "KSeF warns ({Call}, {Correlation}): {Warning}")]
    public static partial void SystemWarning(ILogger logger, string call, string correlation, string warning);

    [LoggerMessage(6003, LogLevel.Information, "Repeating, attempt {Attempt} ({Correlation}): {Reason}")]
    public static partial void Repeating(ILogger logger, string reason, string? correlation, int attempt);

    [LoggerMessage(6004, LogLevel.Warning, "The last calls to KSeF all failed: no calls for {Seconds:0} s")]
    public static partial void CircuitOpened(ILogger logger, double seconds);

    [LoggerMessage(6005, LogLevel.Information, "Logged in for {Context} until {Until}")]
    public static partial void LoggedIn(ILogger logger, string context, NodaTime.Instant until);

    [LoggerMessage(6006, LogLevel.Information, "The refresh token for {Context} is refused ({Reason}); logging in again")]
    public static partial void RefreshRefused(ILogger logger, string context, string reason);

    [LoggerMessage(6007, LogLevel.Warning, "This machine's clock is {Seconds:0} s ahead of KSeF's (negative: behind); dates of issue and deadlines hang on it")]
    public static partial void ClockSkew(ILogger logger, double seconds);

    [LoggerMessage(6008, LogLevel.Information, "Interactive session {Session} opened for {Context} until {Until}")]
    public static partial void SessionOpened(ILogger logger, string session, string context, NodaTime.Instant until);

    [LoggerMessage(6009, LogLevel.Information, "Interactive session {Session} closed after {Count} invoices")]
    public static partial void SessionClosed(ILogger logger, string session, int count);

    [LoggerMessage(6010, LogLevel.Warning, "Interactive session {Session} could not be closed: {Reason}")]
    public static partial void CloseFailed(ILogger logger, string session, string reason);

    [LoggerMessage(6011, LogLevel.Warning, "The receipt (UPO) of {Number} is not kept: {Reason}")]
    public static partial void UpoRefused(ILogger logger, string number, string reason);

    [LoggerMessage(6012, LogLevel.Warning, "KSeF no longer takes the encryption key {KeyId}; fetching the keys again")]
    public static partial void KeyWithdrawn(ILogger logger, string keyId);

    [LoggerMessage(6013, LogLevel.Information, "Batch session {Session} opened for {Context}: {Count} invoices in {Parts} parts, {Bytes} bytes")]
    public static partial void BatchOpened(ILogger logger, string session, string context, int count, int parts, long bytes);

    [LoggerMessage(6014, LogLevel.Information, "Part {Part} of {Parts} of batch session {Session} uploaded")]
    public static partial void PartUploaded(ILogger logger, int part, int parts, string session);

    [LoggerMessage(6015, LogLevel.Warning, "Settling stopped: {Reason}")]
    public static partial void SettlingStopped(ILogger logger, string reason);

    [LoggerMessage(6016, LogLevel.Warning, "The limits of KSeF could not be read: {Reason}")]
    public static partial void LimitsUnread(ILogger logger, string reason);

    [LoggerMessage(6017, LogLevel.Warning, "The spool still holds part {Part}, which may be deleted: {Reason}")]
    public static partial void PartLeftBehind(ILogger logger, string part, string reason);
}
