using Ksef.Offline.Calendars;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Cli;

/// <summary>Watches a sending: writes each change, draws the bar, says what it waits for, and ends a run that only a person can help.</summary>
internal sealed class SendWatch : IProgress<OutboxEntry>, ILogger<Dispatcher>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<InvoiceKey> _pending;
    private readonly HashSet<InvoiceKey> _stuck = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly ProgressLine _progress;
    private readonly CancellationTokenSource _stop;
    private readonly bool _once;
    private bool _foundBad;
    private string? _hopeless;
    private Exception? _outputLost;

    private SendWatch(HashSet<InvoiceKey> pending, bool once, CancellationTokenSource stop)
    {
        (_pending, _once, _stop) = (pending, once, stop);
        _progress = new ProgressLine("sent", pending.Count);
    }

    public static async Task<SendWatch> StartAsync(IOutboxStore store, TaxpayerContext taxpayer, bool once, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        // Leases nothing; the store refuses here a clock far behind the one it has seen, which would else only pause the workers again and again.
        var now = SystemClock.Instance.GetCurrentInstant();
        await store.LeaseAsync(new LeaseRequest(taxpayer.Taxpayer, now, Duration.FromSeconds(1), 1, "clock check", []), cancellationToken);
        var (pending, first) = (new HashSet<InvoiceKey>(), default(OutboxEntry));
        var query = new OutboxQuery { Taxpayer = taxpayer.Taxpayer, States = [.. OutboxStateMachine.States.Where(OutboxStateMachine.IsWorkable)] };
        await foreach (var entry in store.ReadAsync(query, cancellationToken))
        {
            pending.Add(entry.Key);
            if (first is null || (entry.NextAttempt ?? now) < (first.NextAttempt ?? now)) first = entry;
        }
        var watch = new SendWatch(pending, once, stop);
        if (first?.NextAttempt is { } next && next > now)
            watch.Say($"{pending.Count} to be sent, the next attempt is at {OffsetDateTimePattern.GeneralIso.Format(next.InZone(WarsawTime.Zone).ToOffsetDateTime())}. {first.Note}");
        return watch;
    }

    public void Report(OutboxEntry value)
    {
        lock (_gate)
        {
            _foundBad |= value.Refusal is not null;
            if (OutboxStateMachine.IsWorkable(value.State)) _pending.Add(value.Key);
            else if (_pending.Remove(value.Key)) _progress.Next();
            EndIfStuck();
            try
            {
                if (_outputLost is null) EntryLine.Write(value);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The store holds the change already; the run ends in order and says that its output was lost.
                _outputLost = e;
                _stop.Cancel();
            }
        }
    }

    /// <summary>An attempt that left nothing in KSeF. What only a person can change ends a run with <c>--once</c>: a login that is refused at once, a file that cannot go when it is all that is left.</summary>
    public void NotSent(GatewayOutcome.NotSent outcome)
    {
        // A finding speaks of the one file; anything else of the login, which holds for all.
        var ofTheFile = outcome.Reason.StartsWith("KO", StringComparison.Ordinal);
        if (!_once || !outcome.NeedsPerson || ofTheFile) Say(outcome.Reason);
        if (!_once || !outcome.NeedsPerson) return;
        lock (_gate)
        {
            if (ofTheFile) _stuck.Add(outcome.Key);
            else _hopeless ??= outcome.Reason;
            if (_hopeless is not null) _stop.Cancel();
            EndIfStuck();
        }
    }

    /// <summary>Says a line, once.</summary>
    public void Say(string text)
    {
        lock (_gate)
            if (_said.Add(text)) _progress.Say(text);
    }

    /// <summary>What came of it: the exit code.</summary>
    /// <param name="stopped">A person stopped it before it was done.</param>
    public int Close(bool stopped)
    {
        _progress.Dispose();
        if (_outputLost is { } lost) throw new UsageException($"standard output cannot be written ({lost.Message}); status tells what became of the entries.");
        if (_hopeless is not null || stopped)
        {
            Cli.Say.Line($"{_hopeless ?? "stopped."} Still to be sent: {_pending.Count}; nothing is lost, the next run goes on.");
            return ExitCode.Unusable;
        }
        return _foundBad || _stuck.Count > 0 ? ExitCode.FoundBad : ExitCode.Good;
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Say(formatter(state, exception));
    }

    public void Dispose() => _progress.Dispose();

    private void EndIfStuck()
    {
        if (_once && _stuck.Count > 0 && _pending.IsSubsetOf(_stuck)) _stop.Cancel();
    }
}
