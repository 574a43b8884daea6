using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>The emulator's certificate authority: an EC key and its self-signed certificate.</summary>
internal sealed class AuthorityKey : Entity
{
    public required byte[] PrivateKey { get; init; }

    public required byte[] Certificate { get; init; }
}
