using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>What the JPK_V7 says of an invoice on the day of filing, and whether that is due to be corrected since.</summary>
/// <param name="Key">The invoice; null for a document of a total failure.</param>
/// <param name="Number">The seller's number.</param>
/// <param name="IssueDate">The day of issue.</param>
/// <param name="Answer">The marker with its reason.</param>
/// <param name="KsefNumber">The KSeF number, where it had one on the day of filing.</param>
/// <param name="CorrectionDue">True when the number came after the filing and the marker must now be corrected.</param>
public sealed record JpkLine(InvoiceKey? Key, string Number, LocalDate IssueDate, JpkAnswer Answer, KsefNumber? KsefNumber, bool CorrectionDue)
{
    /// <summary>The line of an entry; null for what is in no JPK: a draft, a refused or withdrawn invoice.</summary>
    internal static JpkLine? Of(OutboxEntry entry, RegisterMarking marking)
    {
        if (entry.State is OutboxState.Withdrawn or OutboxState.Rejected or OutboxState.Blocked) return null;
        var given = entry.Acceptance is { } acceptance ? WarsawTime.DateOf(acceptance.AcquisitionDate ?? acceptance.InvoicingDate) : (LocalDate?)null;
        var answer = marking.Rules.For(entry.Question, marking.Announcements.Timeline, marking.FiledOn, given);
        var number = answer.Marker == JpkMarker.KsefNumber ? entry.Acceptance?.Number : null;
        return new JpkLine(entry.Key, entry.Key.Number, entry.IssueDate, answer, number, given > marking.FiledOn && answer.IsCorrectionDueWithNumber);
    }
}
