using System.Collections.Concurrent;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Permissions;
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

    public Dictionary<string, IssuedCertificate> Certificates { get; } = [];

    public Dictionary<string, Enrollment> Enrollments { get; } = [];

    public AuthorityKey? Authority { get; private set; }

    public Dictionary<string, Operation> Operations { get; } = [];

    /// <summary>Permissions; read without the gate as well.</summary>
    public ConcurrentDictionary<string, Grant> Grants { get; } = [];

    /// <summary>Test facts by name; read without the gate as well.</summary>
    public ConcurrentDictionary<string, string> Settings { get; } = [];

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

    /// <summary>Sets a test fact, or takes it back.</summary>
    public void Set(string name, string? value) => Save(new Setting { Name = name, Value = value });

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
            case IssuedCertificate certificate: Certificates[certificate.Serial] = certificate; break;
            case Enrollment enrollment: Enrollments[enrollment.Reference] = enrollment; break;
            case AuthorityKey authority: Authority = authority; break;
            case Operation operation: Operations[operation.Reference] = operation; break;
            case Grant grant: Grants[grant.Id] = grant; break;
            case Setting { Value: { } value } setting: Settings[setting.Name] = value; break;
            case Setting setting: Settings.TryRemove(setting.Name, out _); break;
        }
    }

    /// <summary>Makes an invoice known before its transaction is written, so that the next of the same transaction sees it.</summary>
    public SubmittedInvoice Index(SubmittedInvoice invoice)
    {
        Add(invoice);
        return invoice;
    }

    private void Add(SubmittedInvoice invoice)
    {
        if (!Invoices.TryAdd(invoice.Reference, invoice))
        {
            var known = Invoices[invoice.Reference];
            (known.DoneAt, known.StoredAt) = (invoice.DoneAt, invoice.StoredAt);
            return;
        }
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
