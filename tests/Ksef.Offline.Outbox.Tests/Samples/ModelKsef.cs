using System.Globalization;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Samples;

/// <summary>A KSeF of a few lines behind the gateway port: takes invoices once, counts everything that came in, and gets into trouble by a seeded chance.</summary>
internal sealed class ModelKsef(Random? trouble, Func<Instant> clock) : IInvoiceGateway
{
    private readonly Lock _gate = new();
    private readonly Dictionary<InvoiceKey, (InvoiceHash Hash, KsefNumber Number)> _taken = [];
    private int _session;

    /// <summary>Every consignment that was tried, in order.</summary>
    public List<Consignment> Tried { get; } = [];

    /// <summary>How often each invoice arrived in KSeF: more than once is a second sending.</summary>
    public Dictionary<InvoiceKey, int> Arrived { get; } = [];

    /// <summary>Decides the outcome of a sending without effect; null lets it through.</summary>
    public Func<ConsignmentItem, GatewayOutcome?>? Refuse { get; set; }

    /// <summary>Decides the outcome of a search; null searches.</summary>
    public Func<ConsignmentItem, GatewayOutcome?>? Find { get; set; }

    /// <summary>Called between the steps of a sending: a test kills its process here.</summary>
    public Action<string>? Between { get; set; }

    /// <summary>True: an accepted invoice first answers pending.</summary>
    public bool Slow { get; set; }

    /// <summary>True: no UPO at acceptance, only when asked again.</summary>
    public bool LateUpo { get; set; }

    public KsefNumber? NumberOf(InvoiceKey key)
    {
        lock (_gate) return _taken.TryGetValue(key, out var taken) ? taken.Number : null;
    }

    public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
    {
        lock (_gate) Tried.Add(consignment);
        var keys = consignment.Items.Select(i => i.Key).ToList();
        await log.RecordAsync(new AttemptMark(AttemptStep.OpeningSession, clock(), keys, default), cancellationToken);
        Between?.Invoke("opening");
        if (Trouble(10)) return [.. keys.Select(k => new GatewayOutcome.NotSent(k, "503"))];
        var session = new SubmissionReference("S" + Interlocked.Increment(ref _session).ToString(CultureInfo.InvariantCulture), null);
        await log.RecordAsync(new AttemptMark(AttemptStep.SessionOpened, clock(), keys, session), cancellationToken);
        Between?.Invoke("opened");
        await log.RecordAsync(new AttemptMark(AttemptStep.Sending, clock(), keys, session), cancellationToken);
        Between?.Invoke("sending");
        if (Trouble(10)) return [.. keys.Select(k => new GatewayOutcome.Unknown(k, "time-out before arrival", session))];
        var outcomes = consignment.Items.Select(item => Refuse?.Invoke(item) ?? Take(item, session)).ToList();
        Between?.Invoke("sent");
        if (Trouble(10)) return [.. keys.Select(k => new GatewayOutcome.Unknown(k, "the answer was lost", session))];
        if (Trouble(20)) throw new TimeoutException("the gateway broke");
        return Slow || Trouble(5) ? [.. outcomes.Select(o => o is GatewayOutcome.Accepted a ? new GatewayOutcome.Pending(a.Key, session) : o)] : outcomes;
    }

    public Task<IReadOnlyList<GatewayOutcome>> FindAsync(Sending.TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken)
    {
        Between?.Invoke("finding");
        if (Trouble(5)) throw new TimeoutException("the gateway broke");
        return Task.FromResult<IReadOnlyList<GatewayOutcome>>([.. items.Select(item =>
        {
            lock (_gate)
            {
                if (Find?.Invoke(item) is { } told) return told;
                if (Trouble(4)) return new GatewayOutcome.Unknown(item.Key, "still not known", item.Reference);
                if (!_taken.TryGetValue(item.Key, out var taken)) return new GatewayOutcome.NotSent(item.Key, "proven absent");
                return taken.Hash == item.Hash ? (GatewayOutcome)Accepted(item.Key, taken.Number, item.Reference, withUpo: true)
                    : new GatewayOutcome.Rejected(item.Key, RejectionKind.NumberCollision, 440, "another document", item.Reference, taken.Number);
            }
        })]);
    }

    private GatewayOutcome Take(ConsignmentItem item, SubmissionReference session)
    {
        lock (_gate)
        {
            Arrived[item.Key] = Arrived.GetValueOrDefault(item.Key) + 1;
            if (!_taken.TryGetValue(item.Key, out var taken)) _taken[item.Key] = taken = (item.Hash, SampleEntries.Number(_taken.Count + 1));
            return taken.Hash == item.Hash ? Accepted(item.Key, taken.Number, session, !LateUpo)
                : new GatewayOutcome.Rejected(item.Key, RejectionKind.NumberCollision, 440, "another document", session, taken.Number);
        }
    }

    private GatewayOutcome.Accepted Accepted(InvoiceKey key, KsefNumber number, SubmissionReference session, bool withUpo) =>
        new(key, number, clock(), clock(), true, session, withUpo ? "<upo/>"u8.ToArray() : null);

    private bool Trouble(int oneIn)
    {
        if (trouble is null) return false;
        lock (_gate) return trouble.Next(oneIn) == 0;
    }
}
