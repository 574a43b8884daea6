using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Hours of the day in Warsaw in which invoices may be sent.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment at which it ends, exclusive; equal to or before <paramref name="From"/>: it runs over midnight.</param>
public sealed record SendWindow(LocalTime From, LocalTime To)
{
    /// <summary>Whether a time of day lies in the window.</summary>
    /// <param name="time">The time of day in Warsaw.</param>
    public bool Contains(LocalTime time) => From < To ? time >= From && time < To : time >= From || time < To;
}
