using System.Diagnostics.CodeAnalysis;
using Ksef.Offline.Outbox.Entries;

namespace Ksef.Offline.Outbox.Operating;

/// <summary>What came of an operator's request.</summary>
/// <param name="Entry">The entry as it is now; null where there is none under the key.</param>
/// <param name="Refusal">Why it was not done (KO5002 - KO5005, KO5007, KO5030, KO5031, KO504x); null when it was.</param>
/// <param name="Remarks">What is worth knowing although it was done.</param>
public sealed record OperatorOutcome(OutboxEntry? Entry, Finding? Refusal, IReadOnlyList<Finding> Remarks)
{
    /// <summary>True when it was done.</summary>
    [MemberNotNullWhen(true, nameof(Entry))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;
}
