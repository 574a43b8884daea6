namespace Ksef.Offline.Emulator;

/// <summary>The emulator's own clock: another one with a shift that tests set. It decides everything: dates of acceptance, ends of tokens and sessions, limits, announcements.</summary>
/// <remarks>Instants are whole milliseconds, as the API shows them. Thread-safe.</remarks>
public sealed class EmulatorClock : TimeProvider
{
    private readonly TimeProvider _source;
    private long _shift;

    internal EmulatorClock(TimeProvider source) => _source = source;

    /// <summary>The present instant in UTC, cut to the millisecond.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        var ticks = _source.GetUtcNow().UtcTicks + Interlocked.Read(ref _shift);
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    /// <summary>Moves the clock by an amount, also backwards. Nothing is waited for: whatever fell due is seen by the next call.</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    /// <summary>Sets the clock to an instant; it goes on from there at the pace of the clock below.</summary>
    /// <param name="now">The instant that is to be now.</param>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _shift, now.UtcTicks - _source.GetUtcNow().UtcTicks);
}
