using System.Globalization;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Collects findings up to a limit, with the severities that the caller chose.</summary>
internal sealed class FindingSink(InvoiceValidatorOptions options)
{
    private readonly List<Finding> _findings = [];
    private int _dropped;

    public bool HasErrors { get; private set; }

    /// <summary>Counts a finding that would not be listed any more; false while there is room, then it must be made.</summary>
    public bool TryDrop(string code, FindingSeverity severity)
    {
        if (_findings.Count < options.MaxFindings) return false;
        if (options.Severities.TryGetValue(code, out var chosen) && chosen is null) return true;
        HasErrors |= (chosen ?? severity) == FindingSeverity.Error;
        _dropped++;
        return true;
    }

    public void Add(Finding finding)
    {
        if (options.Severities.TryGetValue(finding.Code, out var severity))
        {
            if (severity is not { } chosen) return;
            finding = finding with { Severity = chosen };
        }
        HasErrors |= finding.Severity == FindingSeverity.Error;
        if (_findings.Count < options.MaxFindings) _findings.Add(finding);
        else _dropped++;
    }

    public InvoiceVerdict ToVerdict()
    {
        if (_dropped > 0)
        {
            _findings.Add(new Finding
            {
                Code = "KO1099",
                Severity = FindingSeverity.Info,
                Path = "/",
                Value = _dropped.ToString(CultureInfo.InvariantCulture),
                Basis = "-",
                Message = $"{_dropped} more findings are not listed; the limit is {options.MaxFindings}.",
                MessagePl = $"Pominięto dalsze uwagi ({_dropped}); limit wynosi {options.MaxFindings}.",
            });
        }
        return new InvoiceVerdict(!HasErrors, _findings);
    }
}
