using Ksef.Offline.Emulator.Storage;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Security;

/// <summary>The keys that clients encrypt to: one for tokens, one for session keys, more after a rotation.</summary>
internal sealed class PlatformKeys(Store store, TimeProvider clock, Lock gate)
{
    public const string TokenUsage = "KsefTokenEncryption";
    public const string SessionUsage = "SymmetricKeyEncryption";
    private Task? _ready;

    /// <summary>Done once both keys exist; making them takes a few hundred milliseconds, so it starts early and is awaited late.</summary>
    public Task Ready => _ready ?? throw new InvalidOperationException("Start comes first.");

    public void Start(EmulatorKeys? given)
    {
        var missing = new[] { TokenUsage, SessionUsage }.Where(u => !store.Keys.Any(k => k.Usage == u && !k.Withdrawn)).ToArray();
        _ready = missing.Length == 0 ? Task.CompletedTask : Task.Run(() => AddAll(missing, given));
    }

    /// <summary>Adds fresh keys; on an emergency the old ones are withdrawn at once, on a plan they stay beside the new ones.</summary>
    public void Rotate(bool emergency)
    {
        var old = InService;
        AddAll([TokenUsage, SessionUsage], null);
        if (emergency) Withdraw(old);
    }

    /// <summary>Takes the older keys out of service after a planned rotation.</summary>
    public void WithdrawOld()
    {
        Withdraw([.. InService.GroupBy(k => k.Usage).SelectMany(g => g.SkipLast(1))]);
    }

    public IReadOnlyList<PlatformKey> InService
    {
        get
        {
            lock (gate) return store.Keys.FindAll(k => !k.Withdrawn);
        }
    }

    /// <summary>Decrypts with the key that the caller named, or with any that is in service; null where none fits.</summary>
    public byte[]? Decrypt(byte[] encrypted, string usage, string? keyId)
    {
        var keys = InService.Where(k => k.Usage == usage).Reverse();
        if (keyId is not null)
        {
            var named = keys.FirstOrDefault(k => string.Equals(k.Id, keyId, StringComparison.Ordinal)) ?? throw new ApiError(21470, $"Klucz {keyId} nie jest obsługiwany.");
            return named.Decrypt(encrypted);
        }
        return keys.Select(k => k.Decrypt(encrypted)).FirstOrDefault(bytes => bytes is not null);
    }

    private void Withdraw(IReadOnlyList<PlatformKey> keys)
    {
        lock (gate)
        {
            foreach (var key in keys) key.Withdrawn = true;
            store.Save([.. keys]);
        }
    }

    private void AddAll(string[] usages, EmulatorKeys? given)
    {
        var now = clock.GetUtcNow();
        var made = new PlatformKey[usages.Length];
        Parallel.For(0, usages.Length, i => made[i] = PlatformKey.Create(usages[i], now, given?.Of(usages[i])));
        lock (gate) store.Save(made);
    }
}
