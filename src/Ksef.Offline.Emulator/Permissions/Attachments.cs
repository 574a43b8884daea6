using System.Globalization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Which NIPs have announced that they send invoices with attachments. Thread-safe.</summary>
internal sealed class Attachments(Store store)
{
    public bool Allows(string nip, DateTimeOffset now) => store.Settings.ContainsKey(Key(nip)) && !(now >= End(nip));

    /// <summary>The end of the consent, or null where it has none.</summary>
    public DateTimeOffset? End(string nip) =>
        store.Settings.GetValueOrDefault(Key(nip)) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var end) ? end : null;

    private static string Key(string nip) => $"attachment:{(nip.Length > 10 ? nip[..10] : nip)}";
}
