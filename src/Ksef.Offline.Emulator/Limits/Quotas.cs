using System.Globalization;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Limits;

/// <summary>What a session may hold: sizes and counts, per context, changed by <c>/testdata/limits</c>. Thread-safe.</summary>
internal sealed class Quotas(Store store)
{
    private static readonly SessionQuota Default = new(1, 3, 10_000);

    public (SessionQuota Online, SessionQuota Batch) Of(string contextType, string contextValue)
    {
        if (store.Settings.GetValueOrDefault($"quota:{contextType}:{contextValue}") is not { } text) return (Default, Default);
        var n = text.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        return (new SessionQuota(n[0], n[1], n[2]), new SessionQuota(n[3], n[4], n[5]));
    }

    public static string Write(SessionQuota online, SessionQuota batch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{online.InvoiceMegabytes},{online.AttachmentMegabytes},{online.Invoices},{batch.InvoiceMegabytes},{batch.AttachmentMegabytes},{batch.Invoices}");

    public int InvoiceBytes(Session session) => Of(session).InvoiceMegabytes * 1_000_000;

    public int AttachmentBytes(Session session) => Of(session).AttachmentMegabytes * 1_000_000;

    public int InvoicesPerSession(Session session) => Of(session).Invoices;

    private SessionQuota Of(Session session)
    {
        var (online, batch) = Of(session.ContextType, session.ContextValue);
        return session.IsBatch ? batch : online;
    }
}
