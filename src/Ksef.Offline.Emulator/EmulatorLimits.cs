namespace Ksef.Offline.Emulator;

/// <summary>Which request limits the emulator enforces.</summary>
public enum EmulatorLimits
{
    /// <summary>None: tests run as fast as they can.</summary>
    Off = 0,

    /// <summary>The published sliding windows per second, minute and hour, per context and address, with <c>Retry-After</c>.</summary>
    Production = 1,
}
