using System.Globalization;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Alerts from what happened to an invoice.</summary>
internal sealed class AnswerAlerts(OfflineInvoicing invoicing, AlertRules rules)
{
    private readonly JpkRules _jpk = new(new DeadlineEngine(invoicing.Setup.Policies), rules.Jpk);

    /// <summary>The alert of a notification, or null where nobody needs one.</summary>
    public Alert? Of(Notification notification, OutboxEntry entry, Instant now)
    {
        var number = entry.Key.Number;
        return notification.Kind switch
        {
            NotificationKind.NumberAssigned => Make(AlertKind.NumberAssigned, $"{number} has KSeF number {notification.Text}.", $"{number}: nadano numer KSeF {notification.Text}.") with { KsefNumber = entry.Acceptance?.Number },
            NotificationKind.Rejected when entry.Refusal?.Kind == Outbox.Sending.RejectionKind.NumberCollision || entry.State == OutboxState.DuplicateConflict =>
                Make(AlertKind.Conflict, $"{number}: KSeF holds another document under this number. {notification.Text}", $"{number}: w KSeF jest inny dokument o tym numerze. {notification.Text}"),
            NotificationKind.Rejected => Make(AlertKind.Rejected, $"{number}: KSeF refused it. {notification.Text}", $"{number}: KSeF odrzucił fakturę. {notification.Text}"),
            // A refusal that a person must mend comes as a rejection and as a decision to take: one alert is enough.
            NotificationKind.NeedsDecision when entry.Refusal is { } refusal && notification.Text.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{refusal.Code} "), StringComparison.Ordinal) => null,
            NotificationKind.NeedsDecision => Make(AlertKind.NeedsDecision, $"{number}: a person must decide. {notification.Text}", $"{number}: wymaga decyzji. {notification.Text}"),
            NotificationKind.DeadlineChanged => Make(AlertKind.DeadlineChanged, $"{number}: the deadline changed: {notification.Text}", $"{number}: zmiana terminu: {notification.Text}"),
            _ => null,
        };

        Alert Make(AlertKind kind, string text, string textPl) =>
            new(kind, invoicing.Taxpayer, string.Create(CultureInfo.InvariantCulture, $"{entry.Key}#{notification.Id}"), now, text, textPl, entry.Key);
    }

    /// <summary>The alert that a number came after the day on which JPK_V7 was filed, so that its marker must be corrected; null where it need not.</summary>
    public async Task<Alert?> JpkAsync(Notification notification, OutboxEntry entry, Instant now, CancellationToken cancellationToken)
    {
        if (notification.Kind != NotificationKind.NumberAssigned || rules.JpkFilingDay is not { } day || entry.Acceptance is not { } acceptance) return null;
        var filedOn = entry.IssueDate.ToYearMonth().PlusMonths(1).OnDayOfMonth(day);
        var given = WarsawTime.DateOf(acceptance.AcquisitionDate ?? acceptance.InvoicingDate);
        if (given <= filedOn) return null;
        var page = await invoicing.ReadAnnouncementsAsync(cancellationToken).ConfigureAwait(false);
        var answer = _jpk.For(entry.Question, page.Timeline, filedOn, given);
        if (!answer.IsCorrectionDueWithNumber) return null;
        var filed = filedOn.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        return new Alert(
            AlertKind.JpkCorrectionDue, invoicing.Taxpayer, entry.Key.ToString(), now,
            $"{entry.Key.Number}: its KSeF number {acceptance.Number} came after JPK_V7 of {filed}, which says {answer.Marker}: a correction of the JPK is due. {answer.Reason}",
            $"{entry.Key.Number}: numer KSeF {acceptance.Number} nadano po JPK_V7 z {filed} (oznaczenie {answer.Marker}): należy skorygować JPK. {answer.ReasonPl}",
            entry.Key)
        {
            KsefNumber = acceptance.Number,
        };
    }
}
