namespace Ksef.Offline.Cli;

/// <summary>Arguments or input that cannot be used: one clear line, exit code 2, no stack trace.</summary>
internal sealed class UsageException(string message) : Exception(message);
