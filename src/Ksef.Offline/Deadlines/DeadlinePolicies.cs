using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>The open legal questions as named switches. The defaults follow the Ministry's practice; change one only with a reason that you can show.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record DeadlinePolicies
{
    /// <summary>The defaults.</summary>
    public static DeadlinePolicies Default { get; } = new();

    /// <summary>Whether a Saturday counts as a working day. Default: no; the strict reading always counts it.</summary>
    public SaturdayPolicy Saturdays { get; init; } = SaturdayPolicy.DayOff;

    /// <summary>Whether a maintenance period that starts at or before the instant at which another ends continues it. Default: yes; the strict reading never joins them.</summary>
    public bool JoinConsecutiveMaintenance { get; init; } = true;

    /// <summary>Whether a maintenance period that lasts through the end of the deadline's day moves an offline24 or emergency deadline to the next working day after it. Default: no (the Act does not say so); a conflict is reported.</summary>
    public bool MaintenanceExtends { get; init; }

    /// <summary>Whether a total failure frees an invoice that was issued before it (arts. 106nf(7), 106nh(3)(2), 106nha). Default: yes; entries are still held for a person.</summary>
    public bool TotalFailureLifts { get; init; } = true;

    /// <summary>What an invoice is that was issued in the emergency mode after the announced start but before the notice was published. Touches hand-over and JPK, never the deadline.</summary>
    public IssueBeforePublication IssueBeforePublication { get; init; } = IssueBeforePublication.Offline24;

    /// <summary>How an online invoice is judged that KSeF received after the day <c>P_1</c> (art. 106nda(16)). Default: as offline24.</summary>
    public LateOnline LateOnline { get; init; } = LateOnline.AsOffline24;

    /// <summary>How long before the last day is over an unsent invoice is at risk. Default: 36 hours, that is from noon of the day before.</summary>
    public Duration RiskLead { get; init; } = Duration.FromHours(36);
}
