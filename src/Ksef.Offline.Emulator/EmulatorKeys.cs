using System.Security.Cryptography;
using Ksef.Offline.Emulator.Security;

namespace Ksef.Offline.Emulator;

/// <summary>The two RSA keys of an emulated platform, made once for many emulators: making them is the slowest part of a start.</summary>
/// <remarks>Immutable, thread-safe. For tests; a platform's keys are its own secret otherwise.</remarks>
public sealed class EmulatorKeys
{
    private readonly Dictionary<string, byte[]> _keys = [];

    private EmulatorKeys()
    {
    }

    /// <summary>Makes two keys of 2048 bits.</summary>
    public static EmulatorKeys Create()
    {
        var made = new EmulatorKeys();
        foreach (var usage in (string[])[PlatformKeys.TokenUsage, PlatformKeys.SessionUsage])
        {
            using var rsa = RSA.Create(2048);
            made._keys[usage] = rsa.ExportPkcs8PrivateKey();
        }
        return made;
    }

    internal byte[] Of(string usage) => _keys[usage];
}
