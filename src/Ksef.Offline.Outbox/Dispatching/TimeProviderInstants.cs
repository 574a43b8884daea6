using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>The bridge between the two clocks, in one place.</summary>
internal static class TimeProviderInstants
{
    public static Instant GetNow(this TimeProvider time) => time.GetCurrentInstant();
}
