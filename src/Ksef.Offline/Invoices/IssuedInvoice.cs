using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Ksef.Offline.Invoices;

/// <summary>An issued invoice: its bytes, fixed for ever, with their hash and the few facts that codes, deadlines and the outbox need.</summary>
/// <remarks>
/// Everything is read from the bytes, nothing is typed in again; the bytes are copied once and never re-serialised.
/// Immutable, thread-safe.
/// </remarks>
public sealed class IssuedInvoice
{
    private IssuedInvoice(byte[] bytes, InvoiceFacts facts)
    {
        Bytes = bytes;
        Hash = InvoiceHash.Of(bytes);
        Key = new InvoiceKey(facts.SellerNip, facts.Type, facts.Number!);
        IssueDate = facts.IssueDate;
        BuyerNip = facts.BuyerNip;
        HasAttachment = facts.HasAttachment;
    }

    /// <summary>The file exactly as issued (FA(3), UTF-8).</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public InvoiceHash Hash { get; }

    /// <summary>Seller's NIP, kind and number: what KSeF recognises duplicates by.</summary>
    public InvoiceKey Key { get; }

    /// <summary>The date of issue, a civil date in Europe/Warsaw (FA(3): <c>P_1</c>).</summary>
    public LocalDate IssueDate { get; }

    /// <summary>The buyer's Polish NIP; null for consumers and foreign buyers (FA(3): <c>Podmiot2/DaneIdentyfikacyjne/NIP</c>).</summary>
    public Nip? BuyerNip { get; }

    /// <summary>True when the file holds a <c>Zalacznik</c>: batch sessions only, and up to 3 MB instead of 1 MB.</summary>
    public bool HasAttachment { get; }

    /// <summary>Reads the facts from the bytes of an issued FA(3) file.</summary>
    /// <param name="bytes">The file; copied.</param>
    /// <exception cref="FormatException">The file is not readable XML or lacks a fact; the message holds every finding. Use <see cref="TryRead"/> for data from outside.</exception>
    public static IssuedInvoice Read(ReadOnlySpan<byte> bytes) =>
        TryRead(bytes, out var invoice, out var findings) ? invoice : throw new FormatException(string.Join(" ", findings.Select(f => f.ToString())));

    /// <summary>Reads the facts from the bytes of an issued FA(3) file; false with findings where one is missing. This is not validation.</summary>
    /// <param name="bytes">The file; copied.</param>
    /// <param name="invoice">The invoice, or null.</param>
    /// <param name="findings">Why not; empty on success.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out IssuedInvoice? invoice, out IReadOnlyList<Finding> findings)
    {
        var copy = bytes.ToArray();
        var facts = InvoiceFacts.Read(copy);
        findings = facts.Findings;
        invoice = facts.Findings.Count == 0 ? new IssuedInvoice(copy, facts) : null;
        return invoice is not null;
    }
}
