using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Invoices;

namespace Ksef.Offline.Emulator.Storage;

/// <summary>Everything the emulator knows, in memory, with its journal behind it. Callers hold the state's gate while they read or change it.</summary>
internal sealed class Store(Journal journal)
{
    public Boot? Boot { get; private set; }

    public List<PlatformKey> Keys { get; } = [];

    public Dictionary<string, DateTimeOffset> Challenges { get; } = [];

    public Dictionary<string, Login> Logins { get; } = [];

    public Dictionary<string, KsefToken> Tokens { get; } = [];

    public Dictionary<string, Session> Sessions { get; } = [];

    public Dictionary<string, SubmittedInvoice> Invoices { get; } = [];

    /// <summary>Accepted invoices by what makes them unique, by number, and in the order of acceptance.</summary>
    public Dictionary<InvoiceKey, SubmittedInvoice> ByKey { get; } = [];

    public Dictionary<string, SubmittedInvoice> ByKsefNumber { get; } = [];

    public List<SubmittedInvoice> Accepted { get; } = [];

    /// <summary>Every submitted invoice by its hash, accepted or not.</summary>
    public Dictionary<InvoiceHash, List<SubmittedInvoice>> ByHash { get; } = [];

    /// <summary>Accepted technical corrections by the hash of the file that they replace.</summary>
    public Dictionary<InvoiceHash, SubmittedInvoice> Corrections { get; } = [];

    public void Load()
    {
        foreach (var transaction in journal.Replay())
            foreach (var entity in transaction) Apply(entity);
    }

    /// <summary>Remembers new or changed entities as one transaction.</summary>
    public void Save(params Entity[] entities)
    {
        foreach (var entity in entities) Apply(entity);
        journal.Append(entities);
    }

    private void Apply(Entity entity)
    {
        switch (entity)
        {
            case Boot boot: Boot = boot; break;
            case PlatformKey key:
                if (Keys.FindIndex(k => k.Id == key.Id) is >= 0 and var at) Keys[at] = key;
                else Keys.Add(key);
                break;
            case Login login: Logins[login.Reference] = login; break;
            case KsefToken token: Tokens[token.Reference] = token; break;
            case Session session:
                if (Sessions.TryGetValue(session.Reference, out var known) && !ReferenceEquals(known, session)) session.Invoices.AddRange(known.Invoices);
                Sessions[session.Reference] = session;
                break;
            case SubmittedInvoice invoice: Add(invoice); break;
        }
    }

    private void Add(SubmittedInvoice invoice)
    {
        if (!Invoices.TryAdd(invoice.Reference, invoice)) return;
        if (Sessions.TryGetValue(invoice.SessionReference, out var session)) session.Invoices.Add(invoice);
        if (!ByHash.TryGetValue(invoice.Hash, out var same)) ByHash[invoice.Hash] = same = [];
        same.Add(invoice);
        if (invoice.KsefNumber is null) return;
        ByKey[invoice.Facts!.Key] = invoice;
        ByKsefNumber[invoice.KsefNumber] = invoice;
        Accepted.Add(invoice);
        if (!invoice.HashOfCorrected.IsEmpty) Corrections.TryAdd(invoice.HashOfCorrected, invoice);
    }
}
