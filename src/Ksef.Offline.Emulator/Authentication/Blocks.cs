using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>Contexts that logins are blocked for (status 480). Thread-safe.</summary>
internal sealed class Blocks(Store store)
{
    public bool Contains(string type, string value) => store.Settings.ContainsKey($"block:{type}:{value}");
}
