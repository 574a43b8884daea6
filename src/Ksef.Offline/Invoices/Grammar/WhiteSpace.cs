namespace Ksef.Offline.Invoices.Grammar;

/// <summary>What XML Schema does to white space before any facet looks at a value.</summary>
internal enum WhiteSpace
{
    /// <summary>Nothing.</summary>
    Preserve,

    /// <summary>Every tab, line feed and carriage return becomes a blank.</summary>
    Replace,

    /// <summary>As replace; then runs of blanks become one, and none is left at either end.</summary>
    Collapse,
}
