using Ksef.Offline.Hosting.Diagnostics;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Workers;
using Ksef.Offline.Outbox.Notifications;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Gives a taxpayer's alerts to its notifiers: what KSeF answered (from the outbox's notifications), what is near, what the beacon announced, the daily report.</summary>
/// <remarks>
/// Once per cause, also over restarts: answers are acknowledged in the outbox, everything else is remembered in the evidence chain <c>alerts/(taxpayer)</c>. An alert is
/// remembered after every notifier took it, so a crash in between, or a notifier that fails, brings it again. Where several taxpayers share one outbox, a notification
/// of another one goes to that one's desk. One round at a time; works with <c>new</c> as well as from the container.
/// </remarks>
public sealed class AlertDesk
{
    private const int Portion = 200;

    private readonly OfflineInvoicing _invoicing;
    private readonly IReadOnlyList<IAlertNotifier> _notifiers;
    private readonly AlertSweep _sweep;
    private readonly AnswerAlerts _answers;
    private readonly AlertLedger _ledger;
    private readonly AlertRules _rules;
    private readonly Func<string, AlertDesk?> _others;
    private readonly ILogger _logger;
    private Instant _nextSweep = Instant.MinValue;

    /// <summary>A desk for one taxpayer.</summary>
    /// <param name="invoicing">The taxpayer.</param>
    /// <param name="notifiers">Where alerts go, in this order.</param>
    /// <param name="rules">When alerts are given; null for the defaults.</param>
    /// <param name="others">The desk of another taxpayer that shares the outbox, by name; null, or a null answer, leaves its notifications to whoever serves it.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    public AlertDesk(OfflineInvoicing invoicing, IReadOnlyList<IAlertNotifier> notifiers, AlertRules? rules = null, Func<string, AlertDesk?>? others = null, ILogger<AlertDesk>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(invoicing);
        ArgumentNullException.ThrowIfNull(notifiers);
        _invoicing = invoicing;
        _notifiers = notifiers;
        _rules = rules ?? new AlertRules();
        _others = others ?? (_ => null);
        _logger = logger ?? NullLogger<AlertDesk>.Instance;
        _sweep = new AlertSweep(invoicing, _rules);
        _answers = new AnswerAlerts(invoicing, _rules);
        _ledger = new AlertLedger(invoicing.Setup.Outbox.Evidence, invoicing.Taxpayer);
    }

    /// <summary>One round: everything that KSeF answered since the last, and, when <see cref="AlertRules.SweepInterval"/> is over, everything that time brings.</summary>
    /// <param name="cancellationToken">Stops between alerts.</param>
    /// <returns>How many alerts were delivered.</returns>
    public async Task<int> RunRoundAsync(CancellationToken cancellationToken = default)
    {
        var now = _invoicing.Setup.Time.GetUtcNow().ToInstant();
        var delivered = _notifiers.Count == 0 ? 0 : await TakeAnswersAsync(now, cancellationToken).ConfigureAwait(false);
        // A clock that jumped back must not put the sweep off.
        if (now < _nextSweep && _nextSweep - now <= _rules.SweepInterval) return delivered;
        var alerts = await _sweep.LookAsync(now, cancellationToken).ConfigureAwait(false);
        _nextSweep = now + _rules.SweepInterval;
        if (_notifiers.Count == 0) return 0;
        delivered += await GiveOnceAsync(alerts, cancellationToken).ConfigureAwait(false);
        if (_sweep.ReportDue(now) is { } due && (await _ledger.NewAsync([due], cancellationToken).ConfigureAwait(false)).Count > 0
            && await GiveAsync(await _sweep.ReportAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)) delivered++;
        return delivered;
    }

    private async Task<int> TakeAnswersAsync(Instant now, CancellationToken cancellationToken)
    {
        var feed = _invoicing.Setup.Outbox.Notifications;
        var delivered = 0;
        while (true)
        {
            var taken = await feed.TakeAsync(now, _rules.SweepInterval, Portion, cancellationToken).ConfigureAwait(false);
            foreach (var notification in taken)
            {
                if (await HandleAsync(notification, now, cancellationToken).ConfigureAwait(false) is not { } count) continue;
                delivered += count;
                await feed.AcknowledgeAsync([notification.Id], cancellationToken).ConfigureAwait(false);
            }
            if (taken.Count < Portion) return delivered;
        }
    }

    /// <summary>How many alerts were delivered; null where the notification stays: a notifier failed, or somebody else serves its taxpayer.</summary>
    private async Task<int?> HandleAsync(Notification notification, Instant now, CancellationToken cancellationToken)
    {
        var entry = await _invoicing.Setup.Outbox.Store.FindAsync(notification.Key, cancellationToken).ConfigureAwait(false);
        if (entry is null) return 0;
        var desk = entry.Taxpayer.Taxpayer == _invoicing.Taxpayer ? this : _others(entry.Taxpayer.Taxpayer);
        if (desk is null || desk._notifiers.Count == 0) return null;
        var delivered = 0;
        if (desk._answers.Of(notification, entry, now) is { } alert)
        {
            if (!await desk.DeliverAsync(alert, cancellationToken).ConfigureAwait(false)) return null;
            delivered++;
        }
        if (await desk._answers.JpkAsync(notification, entry, now, cancellationToken).ConfigureAwait(false) is not { } jpk) return delivered;
        foreach (var due in await desk._ledger.NewAsync([jpk], cancellationToken).ConfigureAwait(false))
        {
            if (!await desk.GiveAsync(due, cancellationToken).ConfigureAwait(false)) return null;
            delivered++;
        }
        return delivered;
    }

    private async Task<int> GiveOnceAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        var delivered = 0;
        foreach (var alert in await _ledger.NewAsync(alerts, cancellationToken).ConfigureAwait(false))
        {
            if (await GiveAsync(alert, cancellationToken).ConfigureAwait(false)) delivered++;
        }
        return delivered;
    }

    private async Task<bool> GiveAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (!await DeliverAsync(alert, cancellationToken).ConfigureAwait(false)) return false;
        await _ledger.RememberAsync(alert, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> DeliverAsync(Alert alert, CancellationToken cancellationToken)
    {
        foreach (var notifier in _notifiers)
        {
            try
            {
                await notifier.NotifyAsync(alert, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !(failed is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                HostingLog.AlertFailed(_logger, failed, alert.Kind, alert.Cause, alert.Taxpayer, notifier.GetType().Name, failed.Message);
                return false;
            }
        }
        HostingTelemetry.Alerts.Add(1, new(HostingTelemetry.TaxpayerTag, alert.Taxpayer), new("ksef.alert", alert.Kind.ToString()));
        HostingLog.AlertDelivered(_logger, alert.Kind, alert.Cause, alert.Taxpayer);
        return true;
    }
}
