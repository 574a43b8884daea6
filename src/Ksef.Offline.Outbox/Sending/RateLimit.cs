namespace Ksef.Offline.Outbox.Sending;

/// <summary>The three sliding windows of a group of endpoints.</summary>
/// <param name="PerSecond">Calls in any second.</param>
/// <param name="PerMinute">Calls in any minute.</param>
/// <param name="PerHour">Calls in any hour.</param>
public readonly record struct RateLimit(int PerSecond, int PerMinute, int PerHour);
