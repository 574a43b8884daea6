using System.Diagnostics.CodeAnalysis;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Issuing;

/// <summary>What came of preparing an invoice.</summary>
/// <param name="Prepared">Ready to be enqueued; null where a finding forbids it.</param>
/// <param name="Deadline">The deadline with its reasons.</param>
/// <param name="Findings">What is wrong or worth knowing.</param>
public sealed record Preparation(PreparedInvoice? Prepared, DeadlineAnswer Deadline, IReadOnlyList<Finding> Findings)
{
    /// <summary>True when it can be enqueued.</summary>
    [MemberNotNullWhen(true, nameof(Prepared))]
    public bool IsReady => Prepared is not null;
}
