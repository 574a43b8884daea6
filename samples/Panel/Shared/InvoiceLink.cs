using Ksef.Offline.Invoices;

namespace Panel.Shared;

/// <summary>Addresses of what belongs to an invoice. The key stands in the query: numbers of invoices hold slashes, dots and anything else.</summary>
public static class InvoiceLink
{
    public static string Of(InvoiceKey key) => "/invoice?key=" + Uri.EscapeDataString(key.ToString());

    public static string Evidence(InvoiceKey key) => "/evidence.zip?key=" + Uri.EscapeDataString(key.ToString());

    public static string Code(InvoiceKey key, int code, string format) => $"/code.{format}?code={code}&key={Uri.EscapeDataString(key.ToString())}";

    public static string Incident(string eventId) => "/incident?id=" + Uri.EscapeDataString(eventId);
}
