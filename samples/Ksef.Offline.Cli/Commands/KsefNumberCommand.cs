using System.CommandLine;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>ksef-number TEXT...</c>: judges KSeF numbers by form, date and CRC-8.</summary>
internal static class KsefNumberCommand
{
    public static Command Create()
    {
        var texts = new Argument<string[]>("TEXT") { Description = "KSeF numbers to judge.", Arity = ArgumentArity.OneOrMore };
        var command = new HelpfulCommand("ksef-number", "Judges KSeF numbers: form, date of acceptance and CRC-8.", "ksef-offline ksef-number 5265877635-20250826-0100001AF629-AF") { texts };
        command.SetAction(parsed =>
        {
            var good = true;
            foreach (var text in parsed.GetValue(texts)!)
            {
                var reason = Judge(text);
                good &= reason is null;
                if (reason is null) JsonLines.Write(new { value = text, valid = true });
                else JsonLines.Write(new { value = text, valid = false, reason });
            }
            return good ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }

    /// <summary>Why the text is not a KSeF number, or null.</summary>
    public static string? Judge(string text)
    {
        if (!KsefNumber.TryParse(text, out var number)) return "not of the form NIP-yyyyMMdd-12 hexadecimal digits-2 hexadecimal digits";
        if (number.AcceptedOn is null) return $"'{text[11..19]}' is not a date";
        return number.HasValidChecksum ? null : $"the CRC-8 '{text[^2..]}' is wrong";
    }
}
