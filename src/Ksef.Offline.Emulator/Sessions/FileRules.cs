using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Judges the file of an invoice: structure (status 430) and meaning (status 450).</summary>
internal sealed class FileRules(bool production)
{
    /// <summary>What is wrong with the file itself; empty when it may go on.</summary>
    public static IReadOnlyList<string> Check(byte[] bytes) =>
        IssuedInvoice.TryRead(bytes, out _, out var findings) ? [] : [.. findings.Where(f => f.Severity == FindingSeverity.Error).Take(20).Select(f => $"{f.Path}: {f.MessagePl}")];

    /// <summary>What is wrong with what the file says.</summary>
    public IReadOnlyList<string> CheckMeaning(byte[] bytes, LocalDate acceptedOn) => production && bytes.Length == 0 ? [acceptedOn.ToString()] : [];
}
