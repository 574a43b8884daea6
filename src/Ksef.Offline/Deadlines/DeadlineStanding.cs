using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>The standing of an unsent invoice at an instant, by the deadline (for reports) and by the stricter date (for alerts and for the order of sending).</summary>
/// <param name="Status">By the deadline itself.</param>
/// <param name="Alert">By the stricter date where there is one, else the same as <paramref name="Status"/>.</param>
/// <param name="TimeLeft">Time until the deadline's day is over; zero or less when overdue; null where there is no date.</param>
/// <param name="OverdueBy">Time since the deadline's day was over; null when it is not over or there is no date.</param>
public readonly record struct DeadlineStanding(DeadlineStatus Status, DeadlineStatus Alert, Duration? TimeLeft, Duration? OverdueBy);
