namespace Ksef.Offline.Emulator;

/// <summary>How an emulator starts. The defaults give one on a free port, in memory, without limits, on the machine's clock.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record EmulatorOptions
{
    /// <summary>The TCP port on the loopback interface; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The folder that everything accepted is kept in, so that a later start on it goes on from there; null keeps nothing. Created where it is missing.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The clock below <see cref="KsefEmulator.Clock"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where reference numbers, KSeF numbers and chances in scripts come from: the same seed and the same calls give the same ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A script to apply at the start (JSON; the format stands in the README of the package). Null for none: then what a script has set in the data folder goes on; a script given takes that back first.</summary>
    public string? Script { get; init; }

    /// <summary>Which request limits hold (<i>limity API</i>).</summary>
    public EmulatorLimits Limits { get; init; }

    /// <summary>Keys made earlier, which saves their making; null makes new ones. A data folder that holds keys wins.</summary>
    public EmulatorKeys? Keys { get; init; }

    /// <summary>Whether the stricter rules of production hold: check digits of NIPs are judged.</summary>
    public bool ProductionRules { get; init; }

    /// <summary>A folder with the official FA(3) schema; when given, every invoice is judged by it as well. Null judges by the package's own rules alone.</summary>
    public string? OfficialSchemaFolder { get; init; }
}
