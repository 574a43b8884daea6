namespace Ksef.Offline.Cli;

/// <summary>Findings as they stand in output lines.</summary>
internal static class FindingLine
{
    public static object Of(Finding finding) => new
    {
        code = finding.Code,
        severity = Severity(finding.Severity),
        path = finding.Path,
        line = finding.Line,
        column = finding.Column,
        value = finding.Value,
        message = finding.Message,
        messagePl = finding.MessagePl,
        basis = finding.Basis,
    };

    private static string Severity(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Legal => "legal",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
