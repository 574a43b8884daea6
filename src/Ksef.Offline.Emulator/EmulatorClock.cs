using System.Globalization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator;

/// <summary>The emulator's own clock: another one with a shift that tests set. It decides everything: dates of acceptance, ends of tokens and sessions, limits, announcements.</summary>
/// <remarks>With a data folder the shift survives a restart. Instants are whole milliseconds, as the API shows them. Thread-safe.</remarks>
public sealed class EmulatorClock : TimeProvider
{
    private const string Name = "emulator:clock";
    private readonly TimeProvider _source;
    private readonly Store _store;
    private readonly Lock _gate = new();
    private long _shift;

    internal EmulatorClock(TimeProvider source, Store store)
    {
        (_source, _store) = (source, store);
        if (store.Settings.TryGetValue(Name, out var kept)) _shift = long.Parse(kept, CultureInfo.InvariantCulture);
    }

    /// <summary>The present instant in UTC, cut to the millisecond.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        var ticks = _source.GetUtcNow().UtcTicks + Interlocked.Read(ref _shift);
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    /// <summary>Moves the clock by an amount, also backwards. Nothing is waited for: whatever fell due is seen by the next call.</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by) => Shift(() => Interlocked.Read(ref _shift) + by.Ticks);

    /// <summary>Sets the clock to an instant; it goes on from there at the pace of the clock below.</summary>
    /// <param name="now">The instant that is to be now.</param>
    public void Set(DateTimeOffset now) => Shift(() => now.UtcTicks - _source.GetUtcNow().UtcTicks);

    private void Shift(Func<long> to)
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _shift, to());
            _store.Set(Name, _shift.ToString(CultureInfo.InvariantCulture));
        }
    }
}
