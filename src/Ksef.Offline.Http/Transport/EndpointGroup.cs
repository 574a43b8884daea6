namespace Ksef.Offline.Http.Transport;

/// <summary>The groups in which KSeF counts calls, by the names of <c>GET /rate-limits</c>.</summary>
internal static class EndpointGroup
{
    public const string OnlineSession = "onlineSession";
    public const string BatchSession = "batchSession";
    public const string InvoiceSend = "invoiceSend";
    public const string InvoiceStatus = "invoiceStatus";
    public const string SessionList = "sessionList";
    public const string SessionInvoiceList = "sessionInvoiceList";
    public const string SessionMisc = "sessionMisc";
    public const string InvoiceMetadata = "invoiceMetadata";
    public const string Other = "other";

    /// <summary>Login starts: counted per address for everybody, not part of <c>GET /rate-limits</c>.</summary>
    public const string Challenge = "challenge";

    /// <summary>Outside the limits: uploads of parts and pre-signed links.</summary>
    public const string Unlimited = "";
}
