using System.Collections.Concurrent;
using Ksef.Offline.Outbox.Evidence;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>
/// Which alerts were given, kept in a chain of the evidence log: durable wherever the outbox is, shared by the processes that share it, and proof that somebody was warned. Beside it a chain of
/// turns: of several processes with one outbox only the one whose turn it is tells. Thread-safe.
/// </summary>
internal sealed class AlertLedger(IEvidenceLog evidence, string taxpayer)
{
    /// <summary>So long a turn lasts when its process falls silent; longer than notifiers may take for one alert.</summary>
    public static readonly Duration Turn = Duration.FromMinutes(4);

    private readonly string _chain = ChainOf(taxpayer);
    private readonly string _turns = ChainOf(taxpayer) + "/turns";
    private readonly string _me = "alerts " + Guid.NewGuid().ToString("N")[..12];
    private volatile ConcurrentDictionary<string, bool>? _given;
    private Instant? _turnFrom;

    /// <summary>The chain of a taxpayer's alerts.</summary>
    public static string ChainOf(string taxpayer) => "alerts/" + taxpayer;

    /// <summary>That the last alert was not taken. Such a process does not prolong its turn, so that another one may have more luck.</summary>
    public bool Struggles { get; set; }

    /// <summary>Those that were not given yet. What another process gave meanwhile is read only when something is left.</summary>
    public async Task<IReadOnlyList<Alert>> NewAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        if (_given is { } known && alerts.All(a => known.ContainsKey(Line(a)))) return [];
        var given = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var record in evidence.ReadAsync(_chain, cancellationToken).ConfigureAwait(false)) given.TryAdd(record.Text, true);
        _given = given;
        return [.. alerts.Where(a => !given.ContainsKey(Line(a)))];
    }

    /// <summary>Whether it is this process's turn to tell. The log puts the claims of all processes in one order, so all of them see the same winner.</summary>
    public async Task<bool> TakeTurnAsync(Instant now, CancellationToken cancellationToken)
    {
        if (_turnFrom is { } from && now >= from && now - from < (Struggles ? Turn : Turn / 2)) return true;
        await evidence.AppendAsync(_turns, [new EvidenceDraft(now, _me, EvidenceKind.Alert, "wants to tell")], cancellationToken).ConfigureAwait(false);
        var (holder, since) = ((string?)null, Instant.MinValue);
        await foreach (var claim in evidence.ReadAsync(_turns, cancellationToken).ConfigureAwait(false))
        {
            // A turn that lies ahead, too, is over: the clock of its process was wrong.
            if (holder is null || holder == claim.Actor || claim.At - since >= Turn || since - claim.At >= Turn) (holder, since) = (claim.Actor, claim.At);
        }
        _turnFrom = holder == _me ? now : null;
        return _turnFrom is not null;
    }

    /// <summary>Remembers an alert that was delivered.</summary>
    public async Task RememberAsync(Alert alert, CancellationToken cancellationToken)
    {
        await evidence.AppendAsync(_chain, [new EvidenceDraft(alert.At, "alerts", EvidenceKind.Alert, Line(alert))], cancellationToken).ConfigureAwait(false);
        _given?.TryAdd(Line(alert), true);
    }

    private static string Line(Alert alert) => $"{alert.Kind} {alert.Cause}";
}
