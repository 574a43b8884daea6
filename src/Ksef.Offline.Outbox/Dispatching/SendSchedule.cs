using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>When invoices may be sent: windows of the day and freezes, set by an operator. What was sent before is asked about at any time. Immutable.</summary>
public sealed record SendSchedule
{
    /// <summary>At any time.</summary>
    public static SendSchedule Always { get; } = new();

    /// <summary>The hours in which sending is allowed; empty for all.</summary>
    public IReadOnlyList<SendWindow> Windows { get; init; } = [];

    /// <summary>The freezes.</summary>
    public IReadOnlyList<SendFreeze> Freezes { get; init; } = [];

    /// <summary>Whether sending is allowed at an instant.</summary>
    /// <param name="instant">The instant.</param>
    public bool MaySend(Instant instant) =>
        !Freezes.Any(f => f.From <= instant && (f.To is not { } to || instant < to))
        && (Windows.Count == 0 || Windows.Any(w => w.Contains(WarsawTime.ToLocal(instant).TimeOfDay)));
}
