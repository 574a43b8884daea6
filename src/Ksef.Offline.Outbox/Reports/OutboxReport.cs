using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>How the outbox stands at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Counts">How many entries are in each state.</param>
/// <param name="Unsent">Neither accepted, refused for good nor withdrawn, the most urgent first.</param>
/// <param name="AtRisk">Of those, the ones whose alert is at risk or on the last day.</param>
/// <param name="Overdue">Of those, the ones whose last day is over.</param>
/// <param name="Rejected">Refused, with KSeF's words.</param>
/// <param name="Held">Waiting for a person.</param>
/// <param name="Volumes">How many by month and mode.</param>
public sealed record OutboxReport(
    Instant At, IReadOnlyDictionary<OutboxState, int> Counts, IReadOnlyList<ReportLine> Unsent, IReadOnlyList<ReportLine> AtRisk, IReadOnlyList<ReportLine> Overdue,
    IReadOnlyList<ReportLine> Rejected, IReadOnlyList<ReportLine> Held, IReadOnlyList<VolumeLine> Volumes);
