using Ksef.Offline.Invoices;

namespace Ksef.Offline.Cli;

/// <summary>The key of an invoice given as an argument.</summary>
internal static class KeyText
{
    private const string IncidentMark = "incident:";

    public static InvoiceKey Read(string text) => InvoiceKey.TryParse(text, out var key)
        ? key
        : throw new UsageException($"'{text}' is not the key of an invoice: NIP/RodzajFaktury/P_2, such as 5261040828/VAT/FV/2026/11/7.");

    /// <summary>The name of an incident, <c>incident:ID</c>; null for anything else.</summary>
    public static string? Incident(string text) => text.StartsWith(IncidentMark, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text[IncidentMark.Length..]) ? text[IncidentMark.Length..] : null;

    public static UsageException Unknown(InvoiceKey key) => new($"'{key}': the outbox has no such entry.");
}
