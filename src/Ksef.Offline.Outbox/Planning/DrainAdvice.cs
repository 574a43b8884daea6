namespace Ksef.Offline.Outbox.Planning;

/// <summary>What would help a queue that does not drain in time.</summary>
/// <param name="Text">In English.</param>
/// <param name="TextPl">In Polish.</param>
/// <param name="AtRiskThen">How many would still come too late.</param>
public sealed record DrainAdvice(string Text, string TextPl, int AtRiskThen);
