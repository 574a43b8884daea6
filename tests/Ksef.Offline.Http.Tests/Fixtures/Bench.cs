using System.Text.Json;
using Ksef.Offline.Emulator;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>A gateway before an emulator, on one clock, and a driver that does what the dispatcher does: send, ask, send again only what is certainly not there.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly ContractProxy? _contract;
    private readonly List<(string On, int Status)> _scripted = [];

    private Bench(KsefEmulator ksef, ImpatientTime time, ContractProxy? contract, KsefGatewayOptions options, KsefCredential credential, ISendBudget budget)
    {
        Ksef = ksef;
        Time = time;
        _contract = contract;
        Options = options;
        Logger = new ListLogger();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Gateway = new KsefGateway(options, Http, time, credential, budget, Logger);
    }

    public static TaxpayerContext Taxpayer { get; } = new("seller", VerificationContext.ForNip(Nip.Parse(SampleInvoice.Seller)));

    public KsefEmulator Ksef { get; }

    public ImpatientTime Time { get; }

    public KsefGatewayOptions Options { get; }

    public HttpClient Http { get; }

    public KsefGateway Gateway { get; }

    public RecordingLog Marks { get; } = new();

    public ListLogger Logger { get; }

    public Instant Now => Time.GetCurrentInstant();

    public static async Task<Bench> StartAsync(
        Func<KsefGatewayOptions, KsefGatewayOptions>? with = null, Func<KsefEmulator, KsefCredential>? credential = null, ISendBudget? budget = null, EmulatorOptions? emulator = null)
    {
        var time = new ImpatientTime(new DateTimeOffset(2026, 2, 2, 10, 0, 0, TimeSpan.Zero));
        var ksef = await KsefEmulator.StartAsync((emulator ?? new EmulatorOptions()) with { Time = time }, TestContext.Current.CancellationToken);
        var contract = await ContractProxy.StartAsync(ksef.BaseAddress.Port);
        var options = new KsefGatewayOptions
        {
            Environment = KsefEnvironment.Custom("emulator", contract?.Through(ksef.BaseAddress) ?? ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost),
            AbsenceGrace = TimeSpan.Zero,
        };
        return new Bench(ksef, time, contract, with?.Invoke(options) ?? options, credential?.Invoke(ksef) ?? new KsefTokenCredential(ksef.Token), budget ?? new UnlimitedBudget());
    }

    /// <summary>Scripts trouble; answers that it puts in the place of KSeF's are not held against the contract.</summary>
    public void Add(Trouble trouble)
    {
        if (trouble.Status is { } status) _scripted.Add((trouble.On, status));
        Ksef.Script.Add(trouble);
    }

    /// <summary>Scripts troubles as they stand in a text file.</summary>
    public void Apply(string troubles)
    {
        using var json = JsonDocument.Parse($"[{troubles}]");
        foreach (var trouble in json.RootElement.EnumerateArray())
            if (trouble.TryGetProperty("status", out var status)) _scripted.Add((trouble.GetProperty("on").GetString()!, status.GetInt32()));
        Ksef.Script.Apply($$"""{"troubles":[{{troubles}}]}""");
    }

    public async Task<GatewayOutcome> SendAsync(ConsignmentItem item, bool offline = true) =>
        (await Gateway.SubmitAsync(new Consignment(Taxpayer, SendingWay.Interactive, offline, [item]), Marks, TestContext.Current.CancellationToken)).Single();

    public async Task<IReadOnlyList<GatewayOutcome>> SendBatchAsync(IReadOnlyList<ConsignmentItem> items, bool offline = true) =>
        await Gateway.SubmitAsync(new Consignment(Taxpayer, SendingWay.Batch, offline, items), Marks, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<GatewayOutcome>> FindAsync(IReadOnlyList<ConsignmentItem> items) => await Gateway.FindAsync(Taxpayer, items, TestContext.Current.CancellationToken);

    public async Task<GatewayOutcome> FindAsync(ConsignmentItem item) => (await FindAsync([item])).Single();

    /// <summary>Goes on until every invoice is decided, at most <paramref name="rounds"/> times, moving the clock a minute a round. Batches are unpacked in the background in real time, so they get more rounds.</summary>
    public async Task<IReadOnlyList<GatewayOutcome>> DriveAsync(IReadOnlyList<ConsignmentItem> items, SendingWay way = SendingWay.Interactive, int? rounds = null)
    {
        var known = items.ToArray();
        var outcomes = new GatewayOutcome[items.Count];
        for (var round = 0; round < (rounds ?? (way == SendingWay.Batch ? 2000 : 30)); round++)
        {
            var due = Enumerable.Range(0, known.Length).Where(i => outcomes[i] is null or GatewayOutcome.NotSent { NeedsPerson: false }).ToList();
            foreach (var group in way == SendingWay.Batch && due.Count > 0 ? [due] : due.Select(i => new List<int> { i }))
            {
                var at = Now;
                var sent = await Gateway.SubmitAsync(new Consignment(Taxpayer, way, true, [.. group.Select(i => known[i])]), Marks, TestContext.Current.CancellationToken);
                for (var n = 0; n < group.Count; n++) Keep(group[n], sent[n], at);
            }
            var open = Enumerable.Range(0, known.Length).Where(i => outcomes[i] is GatewayOutcome.Pending or GatewayOutcome.Unknown).ToList();
            if (open.Count > 0)
            {
                var found = await FindAsync([.. open.Select(i => known[i])]);
                for (var n = 0; n < open.Count; n++) Keep(open[n], found[n], null);
            }
            if (Array.TrueForAll(outcomes, o => o is GatewayOutcome.Accepted or GatewayOutcome.Rejected or GatewayOutcome.NotSent { NeedsPerson: true })) break;
            Time.Advance(TimeSpan.FromMinutes(1));
        }
        return outcomes;

        void Keep(int i, GatewayOutcome outcome, Instant? attempt)
        {
            outcomes[i] = outcome;
            var reference = outcome switch { GatewayOutcome.Pending p => p.Reference, GatewayOutcome.Unknown u => u.Reference, GatewayOutcome.NotSent => SubmissionReference.None, _ => known[i].Reference };
            known[i] = known[i] with { Reference = reference, LastAttemptAt = attempt ?? known[i].LastAttemptAt };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Http.Dispose();
        if (_contract is not null) await _contract.JudgeAsync(_scripted);
        await Ksef.DisposeAsync();
    }
}
