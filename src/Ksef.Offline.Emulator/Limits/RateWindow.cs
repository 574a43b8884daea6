namespace Ksef.Offline.Emulator.Limits;

/// <summary>Requests allowed per second, minute and hour.</summary>
internal sealed record RateWindow(int PerSecond, int PerMinute, int PerHour);
