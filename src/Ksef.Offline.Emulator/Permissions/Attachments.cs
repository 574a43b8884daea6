namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Which NIPs have announced that they send invoices with attachments. Thread-safe.</summary>
internal sealed class Attachments
{
    private readonly Dictionary<string, DateTimeOffset?> _until = [];

    public bool Allows(string nip, DateTimeOffset now)
    {
        lock (_until) return _until.TryGetValue(Key(nip), out var until) && (until is null || now < until);
    }

    public DateTimeOffset? End(string nip)
    {
        lock (_until) return _until.GetValueOrDefault(Key(nip));
    }

    public void Grant(string nip)
    {
        lock (_until) _until[nip] = null;
    }

    public void Revoke(string nip, DateTimeOffset at)
    {
        lock (_until) _until[nip] = at;
    }

    private static string Key(string nip) => nip.Length > 10 ? nip[..10] : nip;
}
