namespace Ksef.Offline.Invoices.Validation;

/// <summary>What validation found. Immutable, thread-safe.</summary>
public sealed class InvoiceVerdict
{
    internal InvoiceVerdict(bool isValid, IReadOnlyList<Finding> findings)
    {
        IsValid = isValid;
        Findings = findings;
    }

    /// <summary>True when nothing of severity <see cref="FindingSeverity.Error"/> was found: KSeF would take the invoice, as far as can be told.</summary>
    public bool IsValid { get; }

    /// <summary>Everything found: first the file and its structure in the order of the file, then the rules between fields.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>One line for a log.</summary>
    public override string ToString() => IsValid ? $"valid, {Findings.Count} finding(s)" : $"invalid, {Findings.Count} finding(s): {Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error)}";
}
