using Ksef.Offline.Emulator.Invoices;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>What is decided on an invoice before duplicates are looked for.</summary>
internal sealed record Verdict(int Code, IReadOnlyList<string> Details, InvoiceSummary? Facts, bool Offline)
{
    public static Verdict Good(InvoiceSummary facts, bool offline) => new(200, [], facts, offline);

    public static Verdict Refused(int code, string detail, InvoiceSummary? facts = null) => new(code, [detail], facts, false);

    public static Verdict Refused(int code, IReadOnlyList<string> details, InvoiceSummary? facts = null) => new(code, details, facts, false);
}
