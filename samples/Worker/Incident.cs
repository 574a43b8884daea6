using System.Globalization;
using Ksef.Offline.Emulator;
using Ksef.Offline.Emulator.Latarnia;

namespace Worker;

/// <summary>A bad morning for the emulator: the Ministry announces a failure and KSeF answers nothing, until both end. Another incident each run, so that a run that was killed leaves nothing to stumble over.</summary>
internal sealed class Incident(KsefEmulator? emulator)
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddHours(-1);

    public bool IsRehearsed => emulator is not null;

    public void Begin()
    {
        if (emulator is null) return;
        emulator.Beacon.Announce(Message("FAILURE_START", 1, end: null));
        emulator.Script.Outage = true;
    }

    /// <summary>The announcement of the end comes first; KSeF answers again a little later, as it does.</summary>
    public async Task EndAsync(Func<Task> onceAnnounced)
    {
        if (emulator is null) return;
        emulator.Beacon.Announce(Message("FAILURE_END", 2, TimeProvider.System.GetUtcNow()));
        await onceAnnounced();
        emulator.Script.Outage = false;
    }

    private BeaconMessage Message(string type, int part, DateTimeOffset? end) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"K/{_start:yyyyMMddHHmmssfff}/AWR/{part:00}"),
        EventId = (int)(_start.ToUnixTimeSeconds() % 1_000_000_000),
        Category = "FAILURE",
        Type = type,
        Start = _start,
        End = end,
        Published = end ?? _start.AddMinutes(10),
    };
}
