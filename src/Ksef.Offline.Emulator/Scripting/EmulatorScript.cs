namespace Ksef.Offline.Emulator.Scripting;

/// <summary>What goes wrong, and how slowly things go: troubles per call, outages, delays of login, processing and storage.</summary>
/// <remarks>Thread-safe. Everything is reproducible: chances come from the seed, times from the emulator's clock.</remarks>
public sealed class EmulatorScript
{
    private readonly Lock _gate = new();
    private readonly List<(Trouble Trouble, int[] Seen)> _troubles = [];
    private readonly Func<string, IReadOnlyList<Action>> _read;
    private readonly Random _chance;
    private TimeSpan _accepted, _processing;
    private bool _held;

    internal EmulatorScript(int seed, Func<string, IReadOnlyList<Action>> read)
    {
        _chance = new Random(seed);
        _read = read;
    }

    /// <summary>Whether the API (<c>/v2</c> and its links) drops every connection; the beacon goes on.</summary>
    public bool Outage { get; set; }

    /// <summary>Whether the beacon drops every connection.</summary>
    public bool BeaconOutage { get; set; }

    /// <summary>How long a login shows 100.</summary>
    public TimeSpan LoginTime { get; set; }

    /// <summary>How long an accepted invoice has its number but cannot be downloaded (21165).</summary>
    public TimeSpan StorageDelay { get; set; }

    /// <summary>Adds a trouble to those already there.</summary>
    /// <param name="trouble">The trouble.</param>
    public void Add(Trouble trouble)
    {
        ArgumentNullException.ThrowIfNull(trouble);
        lock (_gate) _troubles.Add((trouble, [0]));
    }

    /// <summary>How long an invoice sent from now on shows 100, then 150, before its verdict shows.</summary>
    /// <param name="accepted">The time with status 100.</param>
    /// <param name="processing">The time with status 150.</param>
    public void Process(TimeSpan accepted, TimeSpan processing)
    {
        lock (_gate) (_accepted, _processing) = (accepted, processing);
    }

    /// <summary>Applies a script of JSON: all of it, or nothing where a part is wrong.</summary>
    /// <param name="json">The script; its format stands in the README of the package.</param>
    /// <exception cref="FormatException">The script is not readable; the message names every place.</exception>
    public void Apply(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        foreach (var action in _read(json)) action();
    }

    /// <summary>Takes everything back: no trouble, no delay, no outage.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _troubles.Clear();
            (_accepted, _processing, _held) = (TimeSpan.Zero, TimeSpan.Zero, false);
        }
        (Outage, BeaconOutage, LoginTime, StorageDelay) = (false, false, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Whether what is sent from now on stays at 150 until it is released.</summary>
    internal bool Held
    {
        set
        {
            lock (_gate) _held = value;
        }
    }

    internal (DateTimeOffset Started, DateTimeOffset Done) ProcessingTimes(DateTimeOffset received)
    {
        lock (_gate)
        {
            var started = received + _accepted;
            return (started, _held ? DateTimeOffset.MaxValue : started + _processing);
        }
    }

    /// <summary>The first trouble that meets a call. Every trouble that matches counts the call.</summary>
    internal Trouble? Meet(string method, string path, DateTimeOffset now)
    {
        lock (_gate)
        {
            Trouble? met = null;
            foreach (var (trouble, seen) in _troubles)
            {
                if (now < trouble.From || now >= trouble.To || !Matches(trouble.On, method, path)) continue;
                var n = ++seen[0];
                if (met is not null || n < trouble.Nth || (trouble.Times is { } times && n >= trouble.Nth + times)) continue;
                if (trouble.Chance < 1 && _chance.NextDouble() >= trouble.Chance) continue;
                met = trouble;
            }
            return met;
        }
    }

    private static bool Matches(string on, string method, string path)
    {
        var space = on.IndexOf(' ', StringComparison.Ordinal);
        if (space >= 0 && on[..space] is var wanted && wanted != "*" && !string.Equals(wanted, method, StringComparison.OrdinalIgnoreCase)) return false;
        var glob = on[(space + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var whole = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Matches(glob, whole) || (whole is ["v2", ..] && Matches(glob, whole[1..]));
    }

    private static bool Matches(string[] glob, string[] path)
    {
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] == "**") return true;
            if (i >= path.Length || (glob[i] != "*" && !string.Equals(glob[i], path[i], StringComparison.OrdinalIgnoreCase))) return false;
        }
        return glob.Length == path.Length;
    }
}
