using NodaTime;

namespace Ksef.Offline.Qr;

/// <summary>How long a certificate is needed: a printed KOD II verifies only while its certificate is valid, because KSeF judges at the time of the scan.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record CertificateNeeds
{
    /// <summary>The end of the invoice's statutory deadline; null where it is not known.</summary>
    public Instant? InvoiceDeadline { get; init; }

    /// <summary>When the queue of unsent invoices is expected to be empty; null where nothing waits.</summary>
    public Instant? QueueDrained { get; init; }

    /// <summary>How long before its end a certificate is to be renewed. Default: 30 days.</summary>
    public Duration RenewWithin { get; init; } = Duration.FromDays(30);
}
