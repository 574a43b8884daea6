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
/// remembered after every notifier took it, so a crash in between brings it again. A notifier that fails or hangs keeps no other from hearing, and is asked again alone. Of several processes on one
/// outbox one tells; another takes over where that one has been silent for four minutes. Where several taxpayers share one outbox, a notification of another one goes to that one's desk. One round at
/// a time; works with <c>new</c> as well as from the container.
/// </remarks>
public sealed class AlertDesk : IDisposable
{
    private const int Portion = 200;

    private readonly OfflineInvoicing _invoicing;
    private readonly IReadOnlyList<NotifierLine> _notifiers;
    private readonly QueueGauges _gauges;
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
    /// <exception cref="ArgumentException">The rules cannot be used; the message names rule and value.</exception>
    public AlertDesk(OfflineInvoicing invoicing, IReadOnlyList<IAlertNotifier> notifiers, AlertRules? rules = null, Func<string, AlertDesk?>? others = null, ILogger<AlertDesk>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(invoicing);
        ArgumentNullException.ThrowIfNull(notifiers);
        _invoicing = invoicing;
        _rules = rules ?? new AlertRules();
        if (_rules.Check() is { } wrong) throw new ArgumentException(wrong, nameof(rules));
        _notifiers = [.. notifiers.Select(n => new NotifierLine(n, _rules.DeliveryTimeout, invoicing.Setup.Time))];
        _gauges = new QueueGauges(invoicing.Taxpayer, invoicing.Setup.Time);
        _others = others ?? (_ => null);
        _logger = logger ?? NullLogger<AlertDesk>.Instance;
        _sweep = new AlertSweep(invoicing, _rules, _gauges);
        _answers = new AnswerAlerts(invoicing, _rules);
        _ledger = new AlertLedger(invoicing.Setup.Outbox.Evidence, invoicing.Taxpayer);
    }

    internal AlertRules Rules => _rules;

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
        if (_sweep.ReportDue(now) is { } due) alerts = [.. alerts, due];
        return delivered + await GiveOnceAsync(alerts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the measurements of this taxpayer's queue.</summary>
    public void Dispose()
    {
        _gauges.Dispose();
        foreach (var notifier in _notifiers) notifier.Dispose();
    }

    private async Task<int> TakeAnswersAsync(Instant now, CancellationToken cancellationToken)
    {
        var feed = _invoicing.Setup.Outbox.Notifications;
        var delivered = 0;
        while (true)
        {
            var taken = await feed.TakeAsync(now, _rules.SweepInterval + _rules.DeliveryTimeout, Portion, cancellationToken).ConfigureAwait(false);
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
        var alert = desk._answers.Of(notification, entry, now);
        if (alert is not null)
        {
            if (!await desk.DeliverAsync(alert, cancellationToken).ConfigureAwait(false)) return null;
            delivered++;
        }
        if (await desk._answers.JpkAsync(notification, entry, now, cancellationToken).ConfigureAwait(false) is { } jpk)
        {
            foreach (var due in await desk._ledger.NewAsync([jpk], cancellationToken).ConfigureAwait(false))
            {
                if (!await desk.GiveAsync(due, cancellationToken).ConfigureAwait(false)) return null;
                delivered++;
            }
        }
        if (alert is not null) desk.Forget(alert);
        return delivered;
    }

    private async Task<int> GiveOnceAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        var delivered = 0;
        foreach (var alert in await _ledger.NewAsync(alerts, cancellationToken).ConfigureAwait(false))
        {
            if (!await _ledger.TakeTurnAsync(_invoicing.Setup.Time.GetUtcNow().ToInstant(), cancellationToken).ConfigureAwait(false)) return delivered;
            var whole = alert.Kind == AlertKind.DailyReport ? await _sweep.ReportAsync(alert, cancellationToken).ConfigureAwait(false) : alert;
            _ledger.Struggles = !await GiveAsync(whole, cancellationToken).ConfigureAwait(false);
            if (!_ledger.Struggles) delivered++;
        }
        return delivered;
    }

    private async Task<bool> GiveAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (!await DeliverAsync(alert, cancellationToken).ConfigureAwait(false)) return false;
        await _ledger.RememberAsync(alert, cancellationToken).ConfigureAwait(false);
        Forget(alert);
        return true;
    }

    private void Forget(Alert alert)
    {
        foreach (var notifier in _notifiers) notifier.Forget(alert);
    }

    private async Task<bool> DeliverAsync(Alert alert, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var notifier in _notifiers)
        {
            if (await notifier.GiveAsync(alert, cancellationToken).ConfigureAwait(false) is not { } trouble) continue;
            HostingLog.AlertFailed(_logger, trouble, alert.Kind, alert.Cause, alert.Taxpayer, notifier.Name, trouble.Message);
            all = false;
        }
        if (!all) return false;
        HostingTelemetry.Alerts.Add(1, new(HostingTelemetry.TaxpayerTag, alert.Taxpayer), new("ksef.alert", alert.Kind.ToString()));
        HostingLog.AlertDelivered(_logger, alert.Kind, alert.Cause, alert.Taxpayer);
        return true;
    }
}
