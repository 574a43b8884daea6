namespace Ksef.Offline.Emulator.Authentication;

/// <summary>Contexts that logins are blocked for (status 480). Thread-safe.</summary>
internal sealed class Blocks
{
    private readonly HashSet<(string Type, string Value)> _blocked = [];

    public bool Contains(string type, string value)
    {
        lock (_blocked) return _blocked.Contains((type, value));
    }

    public void Set(string type, string value, bool blocked)
    {
        lock (_blocked)
        {
            if (blocked) _blocked.Add((type, value));
            else _blocked.Remove((type, value));
        }
    }
}
