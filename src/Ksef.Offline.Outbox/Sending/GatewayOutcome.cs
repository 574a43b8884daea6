using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Sending;

/// <summary>What is known of an invoice after talking to KSeF: one of five, and only <see cref="NotSent"/> may be sent again blindly.</summary>
/// <param name="Key">The invoice.</param>
public abstract record GatewayOutcome(InvoiceKey Key)
{
    /// <summary>KSeF gave it a number, and the hash there is ours.</summary>
    /// <param name="Key">The invoice.</param>
    /// <param name="Number">The KSeF number.</param>
    /// <param name="InvoicingDate">API: <c>invoicingDate</c>: the moment of sending that decides whether the duty was met.</param>
    /// <param name="AcquisitionDate">API: <c>acquisitionDate</c>: when the number was given.</param>
    /// <param name="SentOffline">API: <c>invoicingMode</c> as KSeF qualified it; null where KSeF does not say.</param>
    /// <param name="Reference">Where it lies in KSeF; for the UPO.</param>
    /// <param name="Upo">The bytes of the UPO with their check, or null where it could not be fetched yet.</param>
    public sealed record Accepted(
        InvoiceKey Key, KsefNumber Number, Instant InvoicingDate, Instant? AcquisitionDate, bool? SentOffline, SubmissionReference Reference, ReadOnlyMemory<byte>? Upo = null) : GatewayOutcome(Key);

    /// <summary>KSeF refused it, and it will stay refused as it is.</summary>
    /// <param name="Key">The invoice.</param>
    /// <param name="Kind">What can be done.</param>
    /// <param name="Code">The status or error code of the API (430, 450, 440 ...).</param>
    /// <param name="Description">KSeF's words, details joined; never a secret.</param>
    /// <param name="Reference">Where it was refused.</param>
    /// <param name="Original">For a number collision the KSeF number of the document that holds the number; else null.</param>
    public sealed record Rejected(InvoiceKey Key, RejectionKind Kind, int Code, string Description, SubmissionReference Reference, KsefNumber? Original = null) : GatewayOutcome(Key);

    /// <summary>KSeF took it over and has not decided: ask again later, never send again.</summary>
    /// <param name="Key">The invoice.</param>
    /// <param name="Reference">Where to ask.</param>
    /// <param name="AskAfter">The earliest moment worth asking, or null.</param>
    public sealed record Pending(InvoiceKey Key, SubmissionReference Reference, Instant? AskAfter = null) : GatewayOutcome(Key);

    /// <summary>It certainly did not reach KSeF, or KSeF cancelled it (550, 435, 405): the same bytes may be sent again.</summary>
    /// <param name="Key">The invoice.</param>
    /// <param name="Reason">Why, for people; never a secret.</param>
    /// <param name="RetryAfter">The earliest moment at which KSeF wants to hear from us again, or null.</param>
    /// <param name="NeedsPerson">True where trying again cannot help before a person does something (wrong token, blocked context, certificate refused).</param>
    public sealed record NotSent(InvoiceKey Key, string Reason, Instant? RetryAfter = null, bool NeedsPerson = false) : GatewayOutcome(Key);

    /// <summary>It may have reached KSeF: it must be settled by <see cref="IInvoiceGateway.FindAsync"/> before anything is sent again.</summary>
    /// <param name="Key">The invoice.</param>
    /// <param name="Reason">What was lost, for people; never a secret.</param>
    /// <param name="Reference">What is known, for the search.</param>
    public sealed record Unknown(InvoiceKey Key, string Reason, SubmissionReference Reference) : GatewayOutcome(Key);
}
