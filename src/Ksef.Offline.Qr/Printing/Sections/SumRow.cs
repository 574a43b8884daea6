namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>One rate in the summary of tax.</summary>
internal sealed record SumRow(string Rate, decimal? Net, decimal? Tax, decimal? TaxInPln, decimal? Gross, bool IsTotal = false);
