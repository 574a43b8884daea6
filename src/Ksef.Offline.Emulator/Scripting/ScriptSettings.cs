namespace Ksef.Offline.Emulator.Scripting;

/// <summary>Everything that a script has set, in one piece, so that it can be kept and found again. Immutable.</summary>
internal sealed record ScriptSettings
{
    public bool Outage { get; init; }

    public bool BeaconOutage { get; init; }

    public TimeSpan LoginTime { get; init; }

    public TimeSpan StorageDelay { get; init; }

    public TimeSpan Accepted { get; init; }

    public TimeSpan Processing { get; init; }

    /// <summary>How many invoices are decided in a second; 0 for as many as come.</summary>
    public int PerSecond { get; init; }

    /// <summary>Whether what is sent from now on stays at 150 until it is released.</summary>
    public bool Held { get; init; }

    /// <summary>Whether the published limits hold; null leaves that to the options of the start.</summary>
    public bool? Limits { get; init; }

    public IReadOnlyList<CountedTrouble> Troubles { get; init; } = [];

    /// <summary>A trouble and how many calls matched it until now.</summary>
    public sealed record CountedTrouble(Trouble Trouble, int Seen);
}
