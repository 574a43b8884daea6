using Ksef.Offline.Emulator.Sessions;

namespace Ksef.Offline.Emulator.Limits;

/// <summary>What a session may hold: sizes and counts, per context, changed by <c>/testdata/limits</c>. Thread-safe.</summary>
internal sealed class Quotas
{
    public static readonly SessionQuota Default = new(1, 3, 10_000);
    private readonly Dictionary<(string Type, string Value), (SessionQuota Online, SessionQuota Batch)> _changed = [];

    public (SessionQuota Online, SessionQuota Batch) Of(string contextType, string contextValue)
    {
        lock (_changed) return _changed.GetValueOrDefault((contextType, contextValue), (Default, Default));
    }

    public void Set(string contextType, string contextValue, (SessionQuota Online, SessionQuota Batch)? quotas)
    {
        lock (_changed)
        {
            if (quotas is { } q) _changed[(contextType, contextValue)] = q;
            else _changed.Remove((contextType, contextValue));
        }
    }

    public int InvoiceBytes(Session session) => Of(session).InvoiceMegabytes * 1_000_000;

    public int AttachmentBytes(Session session) => Of(session).AttachmentMegabytes * 1_000_000;

    public int InvoicesPerSession(Session session) => Of(session).Invoices;

    private SessionQuota Of(Session session)
    {
        var (online, batch) = Of(session.ContextType, session.ContextValue);
        return session.IsBatch ? batch : online;
    }
}
