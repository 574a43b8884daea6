namespace Ksef.Offline.Deadlines;

/// <summary>Why a deadline is what it is: the steps in order, and what was found bad or doubtful on the way.</summary>
/// <param name="Steps">The rule with its article, the anchor, each skipped day and why, each announcement that changed the date.</param>
/// <param name="Findings">What is wrong or doubtful in the question and in the announcements.</param>
public sealed record DeadlineExplanation(IReadOnlyList<DeadlineStep> Steps, IReadOnlyList<Finding> Findings);
