namespace Ksef.Offline.Emulator.Latarnia;

/// <summary>One message of the beacon (<i>Latarnia</i>), as <c>/messages</c> shows it.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record BeaconMessage
{
    /// <summary>The identity of the message, for example <c>K/2026/AWR/02</c>; a message of the same id and a higher version takes its place.</summary>
    public required string Id { get; init; }

    /// <summary>Binds the start and the end of one event.</summary>
    public required int EventId { get; init; }

    /// <summary><c>FAILURE</c>, <c>TOTAL_FAILURE</c> or <c>MAINTENANCE</c>.</summary>
    public required string Category { get; init; }

    /// <summary><c>FAILURE_START</c>, <c>FAILURE_END</c> or <c>MAINTENANCE_ANNOUNCEMENT</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The headline.</summary>
    public string Title { get; init; } = "Komunikat emulatora";

    /// <summary>The text for people.</summary>
    public string Text { get; init; } = "Komunikat emulatora";

    /// <summary>When the event began or will begin (UTC).</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended or will end (UTC); null while that is open.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Counts changes of the same message.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When it was published (UTC).</summary>
    public required DateTimeOffset Published { get; init; }
}
