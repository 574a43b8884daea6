namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>The lease of an entry is no longer ours, so a mark cannot be stored and the call must not be made.</summary>
internal sealed class LeaseLostException(string message) : Exception(message);
