using System.Text.RegularExpressions;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;

namespace Panel.Shared;

/// <summary>The note of an entry, which the outbox keeps in English with what KSeF or a person said, as the reader of the page says it. What is not known here is shown as it stands.</summary>
public static partial class NoteText
{
    private const string Waits = "waits for the KSeF number of ";
    private const string TotalFailure = "a total failure was announced: a person must decide whether it is sent";

    public static string? Of(string? note, Language language)
    {
        if (note is null) return null;
        var polish = language == Language.Polish;
        if (Refused().Match(note) is { Success: true } refused && Enum.TryParse<RejectionKind>(refused.Groups["kind"].Value, out _))
            return $"{(polish ? "kod" : "code")} {refused.Groups["code"].Value}: {refused.Groups["said"].Value}";
        if (!polish) return note;
        if (note == TotalFailure) return "ogłoszono awarię całkowitą: człowiek musi zdecydować, czy ją wysłać";
        return note.StartsWith(Waits, StringComparison.Ordinal) && InvoiceKey.TryParse(note[Waits.Length..], out var original) ? $"czeka na numer KSeF faktury {original.Number}" : note;
    }

    [GeneratedRegex("^(?<code>-?[0-9]+) (?<kind>[A-Za-z]+): (?<said>.*)$", RegexOptions.Singleline)]
    private static partial Regex Refused();
}
