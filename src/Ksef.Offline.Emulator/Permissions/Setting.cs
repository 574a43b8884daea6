using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>A test fact with a name: a person, a subject, a consent, a block, changed limits. An empty value takes it back.</summary>
internal sealed class Setting : Entity
{
    /// <summary>Kind and key, for example <c>person:5261040828</c>.</summary>
    public required string Name { get; init; }

    public string? Value { get; init; }
}
