using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>How many invoices were issued in a mode in a month.</summary>
/// <param name="Month">The month of issue.</param>
/// <param name="Mode">The legal mode.</param>
/// <param name="Issued">How many.</param>
/// <param name="Accepted">How many of them have their number.</param>
public sealed record VolumeLine(YearMonth Month, InvoicingMode Mode, int Issued, int Accepted);
