using System.Collections.ObjectModel;
using NodaTime;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>What <see cref="InvoiceValidator"/> looks at and how severely. Immutable, thread-safe.</summary>
public sealed record InvoiceValidatorOptions
{
    /// <summary>Everything, as the test environment judges it, without a date of acceptance.</summary>
    public static InvoiceValidatorOptions Default { get; } = new();

    /// <summary>The verdict of the schema (XSD 1.0) alone: no file rules (T-2 to T-9), no rules between fields. A DTD stays an error.</summary>
    public static InvoiceValidatorOptions SchemaOnly { get; } = new() { FileRules = false, SemanticRules = false };

    /// <summary>Whose rules hold: production alone refuses wrong check digits of a NIP (N-1, N-2). <see cref="KsefEnvironment.Test"/> unless set.</summary>
    public KsefEnvironment Environment { get; init; } = KsefEnvironment.Test;

    /// <summary>The day KSeF accepts the file, a civil date in Europe/Warsaw; null: rules that need it (D-2, D-5) are not judged.</summary>
    public LocalDate? AcceptedOn { get; init; }

    /// <summary>Whether encoding, byte-order mark, processing instructions, discouraged characters and size are judged as KSeF does (T-2 to T-9).</summary>
    public bool FileRules { get; init; } = true;

    /// <summary>Whether rules between fields are judged (codes <c>KO2###</c>).</summary>
    public bool SemanticRules { get; init; } = true;

    /// <summary>Custom severities by code; null switches a code off. Empty unless set.</summary>
    public IReadOnlyDictionary<string, FindingSeverity?> Severities { get; init; } = ReadOnlyDictionary<string, FindingSeverity?>.Empty;

    /// <summary>The most findings listed; from 1, 1,000 unless set.</summary>
    public int MaxFindings { get; init; } = 1000;

    /// <summary>The most bytes read, whatever KSeF's own limits are; a larger file is refused unread. 16 MiB unless set.</summary>
    public int MaxFileSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>KSeF's limit for a file without attachment in bytes; it can be raised for a taxpayer. 1,000,000 unless set (T-8).</summary>
    public int MaxSizeWithoutAttachment { get; init; } = 1_000_000;

    /// <summary>KSeF's limit for a file with attachment in bytes; it can be raised for a taxpayer. 3,000,000 unless set (T-9).</summary>
    public int MaxSizeWithAttachment { get; init; } = 3_000_000;
}
