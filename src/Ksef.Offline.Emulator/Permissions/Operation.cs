using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>An operation on permissions; it is done as soon as it is taken.</summary>
internal sealed class Operation : Entity
{
    public required string Reference { get; init; }

    public DateTimeOffset Started { get; init; }

    public required string Context { get; init; }
}
