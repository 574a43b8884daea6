using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Words and figures in the language of the page.</summary>
internal sealed class Wording(PageLanguage language)
{
    private static readonly NumberFormatInfo Polish = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0", NegativeSign = "\u2212" };
    private static readonly NumberFormatInfo English = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = ",", NegativeSign = "\u2212" };

    private NumberFormatInfo Numbers => language == PageLanguage.English ? English : Polish;

    public string Html => language == PageLanguage.English ? "en" : "pl";

    public string In(string pl, string en) => language switch
    {
        PageLanguage.Polish => pl,
        PageLanguage.English => en,
        _ => string.Equals(pl, en, StringComparison.Ordinal) ? pl : $"{pl} / {en}",
    };

    /// <summary>Words that the law requires in Polish: an English page shows both.</summary>
    public string Statutory(string pl, string en) => language == PageLanguage.Polish ? pl : $"{pl} / {en}";

    public string Amount(decimal value) => value.ToString("#,##0.00######", Numbers);

    public string? Amount(decimal? value) => value is { } v ? Amount(v) : null;

    public string Quantity(decimal value) => value.ToString("#,##0.########", Numbers);

    public string? Quantity(decimal? value) => value is { } v ? Quantity(v) : null;

    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string? Date(LocalDate? date) => date is { } d ? Date(d) : null;
}
