using System.Text;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Judges a draft by the very bytes it would become.</summary>
internal static class DraftJudge
{
    private const int MaxSystemName = 256;
    private const string Discouraged = "KO1006";

    /// <summary>
    /// Adds what the validator finds; gives the invoice as it reads back from its bytes, so that a draft holds exactly what the file will say.
    /// </summary>
    internal static Invoice Judge(Invoice invoice, List<Finding> findings, InvoiceValidatorOptions options)
    {
        using var buffer = new PooledBuffer();
        try
        {
            InvoiceWriter.Write(invoice, buffer);
        }
        catch (ArgumentException) when (CharacterSink.Check(invoice).Count > 0)
        {
            // Looking for each place costs more than writing; it is done only where writing failed.
            findings.AddRange(CharacterSink.Check(invoice));
            return invoice;
        }
        var verdict = new InvoiceValidator(options).Validate(buffer.Written);
        if (verdict.Findings.Any(f => f.Code == Discouraged)) findings.AddRange(CharacterSink.Check(invoice));
        // A draft is no file yet: it has no time, and lines and columns would point nowhere. Of characters the exact place is known better.
        findings.AddRange(verdict.Findings.Where(f => f.Code != Discouraged && f.Path != "/Faktura/Naglowek/DataWytworzeniaFa").Select(f => f with { Line = null, Column = null }));
        return InvoiceReader.TryRead(buffer.Written, out var read, out _) ? read : invoice;
    }

    /// <summary>The name of the system with blanks collapsed.</summary>
    internal static string SystemName(string name)
    {
        var collapsed = Encoding.UTF8.GetString(WhiteSpaceText.Collapse(Encoding.UTF8.GetBytes(name)));
        foreach (var rune in name.EnumerateRunes())
        {
            if (!XmlCharacters.IsAllowed(rune.Value) || XmlCharacters.IsDiscouraged(rune.Value) || rune == Rune.ReplacementChar)
                throw new ArgumentException($"SystemInfo holds U+{rune.Value:X4}, which KSeF refuses.", nameof(name));
        }
        if (collapsed.Length is 0 or > MaxSystemName) throw new ArgumentException($"SystemInfo takes 1 to {MaxSystemName} characters, not {collapsed.Length}.", nameof(name));
        return collapsed;
    }
}
