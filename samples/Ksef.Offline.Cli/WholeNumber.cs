using System.Globalization;

namespace Ksef.Offline.Cli;

/// <summary>Whole numbers given as arguments; what is none is one clear line.</summary>
internal static class WholeNumber
{
    public static int Read(string option, string text, int least, int greatest) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest
            ? number
            : throw new UsageException($"{option} '{text}' is not a whole number from {least} to {greatest}.");
}
