namespace Ksef.Offline.Emulator.Sessions;

/// <summary>A package holds more invoices than a session may (status 420).</summary>
internal sealed class TooManyInvoicesException : Exception;
