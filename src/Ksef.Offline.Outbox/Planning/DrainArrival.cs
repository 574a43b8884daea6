using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>When one invoice of the queue is expected in KSeF.</summary>
/// <param name="Key">The invoice.</param>
/// <param name="Way">How it goes.</param>
/// <param name="SentAt">When KSeF has it: what the Act asks for.</param>
/// <param name="DecidedAt">When its number is expected.</param>
/// <param name="Until">When the last day to send is over, by the stricter date (exclusive); null where no term runs.</param>
public sealed record DrainArrival(InvoiceKey Key, SendingWay Way, Instant SentAt, Instant DecidedAt, Instant? Until)
{
    /// <summary>True where it would come too late.</summary>
    public bool IsAtRisk => SentAt >= Until;
}
