using System.Security.Cryptography;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Latarnia;
using Ksef.Offline.Emulator.Limits;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator;

/// <summary>All parts of one emulator, wired together. <see cref="Gate"/> guards the store; it is held for moments, never across I/O of a caller.</summary>
internal sealed class EmulatorState : IAsyncDisposable
{
    private readonly FileStream? _lock;

    public EmulatorState(EmulatorOptions options)
    {
        Options = options;
        if (options.DataFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            _lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); // one emulator, one folder
        }
        Blobs = new BlobFile(File("invoices.bin"));
        Journal = new Journal(File("journal.jsonl"), Blobs.Flush);
        Store = new Store(Journal);
        Store.Load();
        Clock = new EmulatorClock(options.Time, Store);
        var boot = new Boot
        {
            Number = (Store.Boot?.Number ?? 0) + 1,
            Secret = Store.Boot?.Secret ?? RandomNumberGenerator.GetBytes(32),
            Token = Store.Boot?.Token ?? NewToken(options.Seed),
        };
        Store.Save(boot);
        References = new References(options.Seed, boot.Number);
        Tokens = new Tokens(boot.Secret);
        Token = boot.Token;
        Keys = new PlatformKeys(Store, Clock, Gate);
        Keys.Start(options.Keys);
        Beacon = new Beacon(Clock, Store);
        Script = new EmulatorScript(options.Seed, Store, json => new ScriptReader(this).Read(json));
        Rates = new RateLimits(Store, () => Script.Limits ?? options.Limits == EmulatorLimits.Production);
        Quotas = new Quotas(Store);
        CertificateQuotas = new CertificateQuotas(Store);
        Attachments = new Attachments(Store);
        Grants = new Grants(Store);
        Authorizations = new Authorizations(Grants);
        Authority = new Authority(this);
        Blocks = new Blocks(Store);
        FileRules = new FileRules(options);
        Judge = new InvoiceJudge(this);
        Spool = new Spool(File("parts"));
        Batches = new BatchProcessor(this);
    }

    public EmulatorOptions Options { get; }

    public EmulatorClock Clock { get; }

    public Lock Gate { get; } = new();

    public BlobFile Blobs { get; }

    public Journal Journal { get; }

    public Store Store { get; }

    public References References { get; }

    public Tokens Tokens { get; }

    /// <summary>The KSeF token that logs any NIP in.</summary>
    public string Token { get; }

    public PlatformKeys Keys { get; }

    public Beacon Beacon { get; }

    public EmulatorScript Script { get; }

    public RateLimits Rates { get; }

    public Quotas Quotas { get; }

    public CertificateQuotas CertificateQuotas { get; }

    public Attachments Attachments { get; }

    public Grants Grants { get; }

    public Authorizations Authorizations { get; }

    public Authority Authority { get; }

    public Blocks Blocks { get; }

    public FileRules FileRules { get; }

    public InvoiceJudge Judge { get; }

    public Spool Spool { get; }

    public BatchProcessor Batches { get; }

    /// <summary>The token that logs any NIP in, as if it had been issued in that context.</summary>
    public KsefToken MasterToken(string contextType, string contextValue) => new()
    {
        Reference = Token[..36],
        Secret = Token,
        ContextType = contextType,
        ContextValue = contextValue,
        AuthorType = "Nip",
        AuthorValue = contextValue.Length >= 10 ? contextValue[..10] : "",
        Description = "emulator",
        Permissions = Rights.Owner,
    };

    /// <summary>The last fault of the emulator itself; it was answered with 500.</summary>
    public Exception? LastFault { get; private set; }

    public void Report(Exception fault) => LastFault = fault;

    /// <summary>Lets go of what a script held back at status 150.</summary>
    public void ReleaseHeld()
    {
        var now = Clock.GetUtcNow();
        Script.Held = false;
        lock (Gate)
        {
            var held = Store.Invoices.Values.Where(i => i.DoneAt == DateTimeOffset.MaxValue).ToArray();
            foreach (var invoice in held)
            {
                invoice.DoneAt = now;
                if (invoice.KsefNumber is not null) invoice.StoredAt = now + Script.StorageDelay;
            }
            if (held.Length > 0) Store.Save(held);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Keys.Ready;
        await Batches.DisposeAsync();
        await Journal.DisposeAsync();
        Blobs.Dispose();
        Spool.Dispose();
        if (_lock is not null) await _lock.DisposeAsync();
    }

    private string? File(string name) => Options.DataFolder is { } folder ? Path.Combine(folder, name) : null;

    private static string NewToken(int seed)
    {
        var reference = new References(seed, 0).Next("EC", DateTimeOffset.UnixEpoch.AddYears(56));
        return $"{reference}|nip-0000000000|{Convert.ToHexStringLower(SHA256.HashData(RandomNumberGenerator.GetBytes(32)))}";
    }
}
