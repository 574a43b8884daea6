using System.Globalization;
using NodaTime;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>A caller's clock lies far behind the greatest instant that the store has seen: it jumped back, or another machine's jumped ahead. Nothing was done.</summary>
public sealed class OutboxClockException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OutboxClockException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public OutboxClockException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public OutboxClockException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with the two instants in its message.</summary>
    /// <param name="now">The caller's clock.</param>
    /// <param name="greatest">The greatest instant seen.</param>
    /// <param name="tolerance">The greatest skew that is tolerated.</param>
    public OutboxClockException(Instant now, Instant greatest, Duration tolerance)
        : base(string.Create(CultureInfo.InvariantCulture, $"KO5001 The clock says {now}, but the outbox has seen {greatest}; {tolerance} behind is allowed. Set the clock, or wait until it has caught up."))
    {
    }
}
