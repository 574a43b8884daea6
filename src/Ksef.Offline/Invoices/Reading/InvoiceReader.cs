using System.Diagnostics.CodeAnalysis;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads FA(3) files into the model: any file that is valid under the schema, whatever its prefixes, comments, CDATA sections and blanks.</summary>
/// <remarks>
/// Reading is not validation: structure and the form of values are judged as far as nothing may be lost, lengths and ranges are not. What was read and written
/// again gives an equal model. Secure: no DTD, no outside entity, at most <see cref="MaxBytes"/>, bounded depth. Thread-safe.
/// </remarks>
public static class InvoiceReader
{
    /// <summary>The greatest file that is read, in bytes; KSeF takes 3 MB at most.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Reads a file that is known to be good.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FormatException">It cannot be read; the message holds every finding. Use <see cref="TryRead"/> for data from outside.</exception>
    public static Invoice Read(ReadOnlySpan<byte> file) =>
        TryRead(file, out var invoice, out var findings) ? invoice : throw new FormatException(string.Join(" ", findings.Select(f => f.ToString())));

    /// <summary>Reads a file; false with findings where it cannot be read without loss.</summary>
    /// <param name="file">The file.</param>
    /// <param name="invoice">The invoice, or null.</param>
    /// <param name="findings">Why not; on success empty, or warnings.</param>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out Invoice? invoice, out IReadOnlyList<Finding> findings)
    {
        var found = new List<Finding>();
        findings = found;
        invoice = file.Length <= MaxBytes ? Read(file, found, trustDeclaration: false) : null;
        if (file.Length > MaxBytes) found.Add(TooLarge(file.Length));
        if (found.Exists(f => f.Severity == FindingSeverity.Error)) invoice = null;
        return invoice is not null;
    }

    private static Invoice? Read(ReadOnlySpan<byte> file, List<Finding> findings, bool trustDeclaration)
    {
        var cursor = new ElementCursor(file, findings, trustDeclaration);
        try
        {
            if (cursor.Fault == XmlFault.Foreign && !trustDeclaration && XmlTranscoder.TryTranscode(file, out var utf8, out _))
            {
                findings.Clear();
                return Read(utf8, findings, trustDeclaration: true);
            }
            var invoice = cursor.One("Faktura"u8, InvoiceReading.Invoice);
            return cursor.Finish() ? invoice : null;
        }
        finally
        {
            cursor.Dispose();
        }
    }

    private static Finding TooLarge(int length) => new()
    {
        Code = "KO1955",
        Severity = FindingSeverity.Error,
        Path = "/",
        Message = $"The file has {length} bytes; at most {MaxBytes} are read.",
        MessagePl = $"Plik ma {length} bajtów; odczytuje się najwyżej {MaxBytes}.",
        Basis = "T-9",
    };
}
