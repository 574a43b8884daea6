using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <summary>A finished invoice that is not issued yet, with everything found about it.</summary>
/// <remarks>
/// Issuing fixes the bytes for ever; it needs the time of the file, which is an argument, and refuses a draft with an error. Immutable, thread-safe.
/// </remarks>
public sealed class InvoiceDraft
{
    private readonly Invoice _invoice;

    private InvoiceDraft(Invoice invoice, IReadOnlyList<Finding> findings) => (_invoice, Findings) = (invoice, findings);

    /// <summary>Everything found: errors, legal doubts, warnings. Empty when all is well.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>True when no finding has the severity <see cref="FindingSeverity.Error"/>: the invoice can be issued.</summary>
    public bool CanIssue => Findings.All(f => f.Severity != FindingSeverity.Error);

    /// <summary>A draft of an invoice that was put together by hand, judged like one from a builder; totals are taken as they are.</summary>
    /// <param name="invoice">The invoice; the time of its file and the name of the system are replaced when it is issued.</param>
    /// <param name="options">What is judged and how severely; the test environment's rules when absent.</param>
    /// <exception cref="ArgumentNullException"><paramref name="invoice"/> is null.</exception>
    public static InvoiceDraft Of(Invoice invoice, InvoiceValidatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return Judge(invoice with { Header = new FileHeader { CreatedAt = DraftFindings.AnyTime } }, [], options ?? InvoiceValidatorOptions.Default);
    }

    /// <summary>The body with its computed totals, for a look before issuing (FA(3): <c>Fa</c>).</summary>
    public InvoiceBody Body => _invoice.Body;

    /// <summary>The invoice as it would be issued.</summary>
    /// <param name="createdAt">When the file is made (FA(3): <c>DataWytworzeniaFa</c>); from 2025-09-01T00:00:00Z.</param>
    /// <param name="systemName">The name of the system that makes it (FA(3): <c>SystemInfo</c>), 1 to 256 characters; may be absent.</param>
    /// <exception cref="InvalidOperationException">A finding has the severity error; the message holds them all.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="createdAt"/> is outside what the schema allows.</exception>
    /// <exception cref="ArgumentException"><paramref name="systemName"/> is empty, longer than 256 characters, or holds a character that KSeF refuses.</exception>
    public Invoice ToInvoice(Instant createdAt, string? systemName = null)
    {
        if (!CanIssue) throw new InvalidOperationException("The draft has errors and cannot be issued: " + string.Join(" ", Findings.Where(f => f.Severity == FindingSeverity.Error)));
        if (createdAt < Earliest || createdAt > Latest) throw new ArgumentOutOfRangeException(nameof(createdAt), createdAt, "DataWytworzeniaFa lies between 2025-09-01T00:00:00Z and 2050-01-01T23:59:59Z.");
        if (systemName is not null) systemName = DraftJudge.SystemName(systemName);
        // Whole seconds: nobody needs more in a file, and some readers know no more.
        return _invoice with { Header = new FileHeader { CreatedAt = Instant.FromUnixTimeSeconds(createdAt.ToUnixTimeSeconds()), SystemName = systemName } };
    }

    /// <summary>Issues: writes the bytes, once and for ever.</summary>
    /// <param name="createdAt">When the file is made (FA(3): <c>DataWytworzeniaFa</c>); from 2025-09-01T00:00:00Z.</param>
    /// <param name="systemName">The name of the system that makes it (FA(3): <c>SystemInfo</c>); may be absent.</param>
    /// <exception cref="InvalidOperationException">A finding has the severity error; the message holds them all.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="createdAt"/> is outside what the schema allows.</exception>
    /// <exception cref="ArgumentException"><paramref name="systemName"/> is empty, longer than 256 characters, or holds a character that KSeF refuses.</exception>
    public IssuedInvoice Issue(Instant createdAt, string? systemName = null)
    {
        using var buffer = new PooledBuffer();
        InvoiceWriter.Write(ToInvoice(createdAt, systemName), buffer);
        return IssuedInvoice.Read(buffer.Written);
    }

    private static Instant Earliest => Instant.FromUtc(2025, 9, 1, 0, 0);

    private static Instant Latest => Instant.FromUtc(2050, 1, 1, 23, 59, 59);

    internal static InvoiceDraft Judge(Invoice invoice, List<Finding> findings, InvoiceValidatorOptions options)
    {
        var judged = DraftJudge.Judge(invoice, findings, options);
        return new InvoiceDraft(judged, findings);
    }
}
