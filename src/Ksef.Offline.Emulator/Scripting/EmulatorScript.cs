using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Scripting;

/// <summary>What goes wrong, and how slowly things go: troubles per call, outages, delays of login, processing and storage.</summary>
/// <remarks>
/// Thread-safe. Everything is reproducible: the n-th matching call of a trouble has the same fate for the same seed, whatever else is called meanwhile, and times
/// come from the emulator's clock. With a data folder all of it survives a restart, with the counts that <c>nth</c> and <c>times</c> go by.
/// </remarks>
public sealed class EmulatorScript
{
    private const string Name = "emulator:script";
    private readonly Lock _gate = new();
    private readonly Store _store;
    private readonly Func<string, IReadOnlyList<Action>> _read;
    private readonly int _seed;
    private ScriptSettings _set;

    // When the line of invoices that are decided one after the other is through; the one who asks holds the gate of all invoices.
    private DateTimeOffset _free;

    internal EmulatorScript(int seed, Store store, Func<string, IReadOnlyList<Action>> read)
    {
        (_seed, _store, _read) = (seed, store, read);
        _set = store.Settings.TryGetValue(Name, out var kept) ? JsonSerializer.Deserialize<ScriptSettings>(kept)! : new ScriptSettings();
    }

    /// <summary>Whether the API (<c>/v2</c> and its links) drops every connection; the beacon goes on.</summary>
    public bool Outage
    {
        get => _set.Outage;
        set => Change(s => s with { Outage = value });
    }

    /// <summary>Whether the beacon drops every connection.</summary>
    public bool BeaconOutage
    {
        get => _set.BeaconOutage;
        set => Change(s => s with { BeaconOutage = value });
    }

    /// <summary>How long a login shows 100.</summary>
    public TimeSpan LoginTime
    {
        get => _set.LoginTime;
        set => Change(s => s with { LoginTime = value });
    }

    /// <summary>How long an accepted invoice has its number but cannot be downloaded (21165).</summary>
    public TimeSpan StorageDelay
    {
        get => _set.StorageDelay;
        set => Change(s => s with { StorageDelay = value });
    }

    /// <summary>How many invoices sent from now on are decided in a second, one after the other; 0 for as many as come. A KSeF with a backlog takes long however one asks.</summary>
    public int InvoicesPerSecond
    {
        get => _set.PerSecond;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Change(s => s with { PerSecond = value });
        }
    }

    /// <summary>Whether the published limits hold by script; null leaves that to the options of the start.</summary>
    internal bool? Limits
    {
        get => _set.Limits;
        set => Change(s => s with { Limits = value });
    }

    /// <summary>Whether what is sent from now on stays at 150 until it is released.</summary>
    internal bool Held
    {
        set => Change(s => s with { Held = value });
    }

    /// <summary>Adds a trouble to those already there.</summary>
    /// <param name="trouble">The trouble.</param>
    /// <exception cref="FormatException"><see cref="Trouble.Apply"/> is not a readable script.</exception>
    public void Add(Trouble trouble)
    {
        ArgumentNullException.ThrowIfNull(trouble);
        if (trouble.Apply is { } script) _read(script);
        Change(s => s with { Troubles = [.. s.Troubles, new ScriptSettings.CountedTrouble(trouble, 0)] });
    }

    /// <summary>How long an invoice sent from now on shows 100, then 150, before its verdict shows.</summary>
    /// <param name="accepted">The time with status 100.</param>
    /// <param name="processing">The time with status 150.</param>
    public void Process(TimeSpan accepted, TimeSpan processing) => Change(s => s with { Accepted = accepted, Processing = processing });

    /// <summary>Applies a script of JSON: all of it, or nothing where a part is wrong.</summary>
    /// <param name="json">The script; its format stands in the README of the package.</param>
    /// <exception cref="FormatException">The script is not readable; the message names every place.</exception>
    public void Apply(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        foreach (var action in _read(json)) action();
    }

    /// <summary>Takes everything back: no trouble, no delay, no outage.</summary>
    public void Clear() => Change(_ => new ScriptSettings());

    internal (DateTimeOffset Started, DateTimeOffset Done) ProcessingTimes(DateTimeOffset received)
    {
        var set = _set;
        var started = received + set.Accepted;
        if (set.PerSecond > 0)
        {
            if (started < _free) started = _free;
            _free = started + TimeSpan.FromSeconds(1.0 / set.PerSecond);
            return (started, set.Held ? DateTimeOffset.MaxValue : _free + set.Processing);
        }
        return (started, set.Held ? DateTimeOffset.MaxValue : started + set.Processing);
    }

    /// <summary>The first trouble that meets a call, and the scripts to apply before it is taken. Every trouble that matches counts the call.</summary>
    internal (Trouble? Trouble, IReadOnlyList<string> Scripts) Meet(string method, string path, DateTimeOffset now)
    {
        if (_set.Troubles.Count == 0) return (null, []);
        lock (_gate)
        {
            Trouble? met = null;
            List<string>? scripts = null;
            var troubles = _set.Troubles.ToArray();
            var (counted, decisive) = (false, false);
            for (var i = 0; i < troubles.Length; i++)
            {
                var (trouble, seen) = troubles[i];
                if (now < trouble.From || now >= trouble.To || !CallPattern.Matches(trouble.On, method, path)) continue;
                var n = seen + 1;
                (troubles[i], counted) = (new ScriptSettings.CountedTrouble(trouble, n), true);
                decisive |= n < trouble.Nth + (long)(trouble.Times ?? 0);
                if (n < trouble.Nth || (trouble.Times is { } times && n >= trouble.Nth + (long)times) || Draw(i, n) >= trouble.Chance) continue;
                if (trouble.Apply is { } script) (scripts ??= []).Add(script);
                if (trouble.ChangesCall) met ??= trouble;
            }
            if (decisive) Keep(_set with { Troubles = troubles });
            else if (counted) _set = _set with { Troubles = troubles }; // a count that decides nothing is not worth a line of the journal per call
            return (met, scripts ?? []);
        }
    }

    /// <summary>From 0 to below 1, by seed, place of the trouble and count of the call alone.</summary>
    private double Draw(int trouble, int n)
    {
        Span<byte> text = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(text, _seed);
        BinaryPrimitives.WriteInt32LittleEndian(text[4..], trouble);
        BinaryPrimitives.WriteInt32LittleEndian(text[8..], n);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text, hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    private void Change(Func<ScriptSettings, ScriptSettings> change)
    {
        lock (_gate) Keep(change(_set));
    }

    private void Keep(ScriptSettings settings)
    {
        _set = settings;
        _store.Set(Name, JsonSerializer.Serialize(settings));
    }
}
