namespace Ksef.Offline.Invoices.Validation;

/// <summary>A rule that does not hold, before line and column are known.</summary>
/// <param name="Rule">Its id, such as <c>R-7</c>.</param>
/// <param name="Severity">Its severity unless the caller chose another.</param>
/// <param name="Path">Where.</param>
/// <param name="Value">The value as found.</param>
/// <param name="Message">In English.</param>
/// <param name="MessagePl">In Polish.</param>
/// <param name="Offset">Offset in the file; -1 for a model.</param>
/// <param name="Local">Whether it needs nothing but its own value, and so holds in a flawed file too.</param>
internal sealed record RuleHit(string Rule, FindingSeverity Severity, string Path, string? Value, string Message, string MessagePl, int Offset, bool Local)
{
    /// <summary>The code of the rule: each letter of fa3 rules has its hundred or part of it.</summary>
    public string Code => $"KO{Base(Rule[0]) + int.Parse(Rule.AsSpan(2).TrimEnd('b'), System.Globalization.CultureInfo.InvariantCulture)}";

    private static int Base(char letter) => letter switch
    {
        'D' => 2000,
        'N' => 2100,
        'P' => 2200,
        'R' => 2300,
        'L' => 2400,
        'A' => 2500,
        'K' => 2600,
        'Z' => 2700,
        'C' => 2800,
        'Y' => 2820,
        'W' => 2840,
        'U' => 2860,
        'X' => 2880,
        _ => 2898,
    };
}
