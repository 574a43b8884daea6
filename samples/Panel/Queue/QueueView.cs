using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Panel.Queue;

/// <summary>The queue as a visitor asked for it: which part, which mode, which seller, which page. Pure.</summary>
public sealed record QueueView(OutboxReport Report, QueueShow Show, InvoicingMode? Mode, string? Seller, string? Text, int Page)
{
    public const int PageSize = 50;

    private IReadOnlyList<ReportLine>? _lines;

    /// <summary>What matches, the most urgent first: overdue ones lead, those without a date come last.</summary>
    public IReadOnlyList<ReportLine> Lines => _lines ??= [.. Of(Show).Where(l =>
        (Mode is null || l.Mode == Mode)
        && (string.IsNullOrEmpty(Seller) || l.Key.SellerNip.ToString() == Seller)
        && (string.IsNullOrWhiteSpace(Text) || l.Key.Number.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase)))
        .OrderByDescending(l => l.Standing.Status == DeadlineStatus.Overdue).ThenBy(l => l.Deadline.ActBy ?? LocalDate.MaxIsoValue).ThenBy(l => l.Deadline.Due ?? LocalDate.MaxIsoValue)];

    public int Pages => Math.Max(1, (Lines.Count + PageSize - 1) / PageSize);

    public int PageNumber => Math.Clamp(Page, 1, Pages);

    public IEnumerable<ReportLine> OnPage => Lines.Skip((PageNumber - 1) * PageSize).Take(PageSize);

    public IReadOnlyList<string> Sellers => [.. Report.Unsent.Concat(Report.Rejected).Select(l => l.Key.SellerNip.ToString()).Distinct().Order(StringComparer.Ordinal)];

    public int CountOf(QueueShow show) => Of(show).Count();

    /// <summary>The end of the nearest term that has not passed yet.</summary>
    public ReportLine? Nearest => Report.Unsent.Where(l => l.Deadline.Until > Report.At).MinBy(l => l.Deadline.Until);

    /// <summary>The address of this view, changed in one thing.</summary>
    public string With(QueueShow? show = null, int? page = null)
    {
        var parts = new List<string>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
        var shown = show ?? Show;
        Add("show", shown == QueueShow.All ? null : shown.ToString());
        Add("mode", Mode?.ToString());
        Add("seller", Seller);
        Add("text", Text);
        Add("page", page is > 1 ? page.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        return parts.Count == 0 ? "/" : "/?" + string.Join('&', parts);
    }

    private IEnumerable<ReportLine> Of(QueueShow show) => show switch
    {
        QueueShow.Overdue => Report.Overdue,
        QueueShow.Soon => Report.AtRisk,
        QueueShow.Person => Report.Unsent.Where(l => l.State is OutboxState.Held or OutboxState.DuplicateConflict or OutboxState.AwaitingCorrection),
        QueueShow.Waiting => Report.Unsent.Where(l => l.Deadline.Kind is DeadlineKind.AwaitingEnd or DeadlineKind.NoObligation),
        QueueShow.Rejected => Report.Rejected.Where(l => l.State == OutboxState.Rejected),
        _ => Report.Unsent,
    };
}
