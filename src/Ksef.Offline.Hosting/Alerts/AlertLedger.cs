using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Which alerts were given, kept in a chain of the evidence log: durable wherever the outbox is, shared by the processes that share it, and proof that somebody was warned.</summary>
internal sealed class AlertLedger(IEvidenceLog evidence, string taxpayer)
{
    private readonly string _chain = ChainOf(taxpayer);
    private HashSet<string>? _given;

    /// <summary>The chain of a taxpayer's alerts.</summary>
    public static string ChainOf(string taxpayer) => "alerts/" + taxpayer;

    /// <summary>Those that were not given yet. What another process gave meanwhile is read only when something is left.</summary>
    public async Task<IReadOnlyList<Alert>> NewAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        if (_given is { } known && alerts.All(a => known.Contains(Line(a)))) return [];
        var given = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var record in evidence.ReadAsync(_chain, cancellationToken).ConfigureAwait(false)) given.Add(record.Text);
        _given = given;
        return [.. alerts.Where(a => !given.Contains(Line(a)))];
    }

    /// <summary>Remembers an alert that was delivered.</summary>
    public async Task RememberAsync(Alert alert, CancellationToken cancellationToken)
    {
        await evidence.AppendAsync(_chain, [new EvidenceDraft(alert.At, "alerts", EvidenceKind.Alert, Line(alert))], cancellationToken).ConfigureAwait(false);
        _given?.Add(Line(alert));
    }

    private static string Line(Alert alert) => $"{alert.Kind} {alert.Cause}";
}
