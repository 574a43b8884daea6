using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Reports;

namespace Panel.Incidents;

/// <summary>An announced incident against the invoices that were issued in it.</summary>
/// <param name="Report">The report of the library.</param>
/// <param name="Messages">Every message about it, in the order of publication.</param>
/// <param name="Entries">The invoices of the report, without their bytes.</param>
/// <param name="History">The evidence of the incident, oldest first.</param>
public sealed record IncidentView(IncidentReport Report, IReadOnlyList<Announcement> Messages, IReadOnlyList<OutboxEntry> Entries, IReadOnlyList<EvidenceRecord> History);
