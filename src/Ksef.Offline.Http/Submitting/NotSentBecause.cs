using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Submitting;

/// <summary>Turns a failure before anything was handed over into an outcome.</summary>
internal static class NotSentBecause
{
    public static bool Knows(Exception failure) => failure is KsefException or MarkNotWrittenException;

    public static GatewayOutcome.NotSent Of(InvoiceKey key, Exception failure) => failure switch
    {
        KsefRejectedException rejected => new(key, rejected.Message, null, rejected.NeedsPerson || rejected.HttpStatus is >= 400 and < 500),
        KsefUnavailableException unavailable => new(key, unavailable.Message, unavailable.RetryAfter, unavailable.NeedsPerson),
        _ => new(key, failure.Message),
    };
}
