using Ksef.Offline.Invoices;

namespace Ksef.Offline.Cli;

/// <summary>The key of an invoice given as an argument.</summary>
internal static class KeyText
{
    public static InvoiceKey Read(string text) => InvoiceKey.TryParse(text, out var key)
        ? key
        : throw new UsageException($"'{text}' is not the key of an invoice: NIP/RodzajFaktury/P_2, such as 5261040828/VAT/FV/2026/11/7.");

    public static UsageException Unknown(InvoiceKey key) => new($"'{key}': the outbox has no such entry.");
}
