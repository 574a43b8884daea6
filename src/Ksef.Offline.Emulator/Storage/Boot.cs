namespace Ksef.Offline.Emulator.Storage;

/// <summary>One start of the emulator on this folder: numbers given out never repeat, secrets stay the same.</summary>
internal sealed class Boot : Entity
{
    public int Number { get; init; }

    /// <summary>The secret that signs tokens and links; 32 bytes.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The token that logs any NIP in.</summary>
    public required string Token { get; init; }
}
