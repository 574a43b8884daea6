using System.Globalization;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <summary>The findings that only a builder can make: what was never given, and totals that differ from the lines.</summary>
internal static class DraftFindings
{
    /// <summary>Stands in for the time of the file until the draft is issued; never judged.</summary>
    internal static readonly InvoiceDateTime AnyTime = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Stands in for a date of issue that is missing.</summary>
    internal static readonly LocalDate AnyDay = new(2026, 1, 1);

    internal static Finding Missing(string path, string what, string whatPl) => new()
    {
        Code = "KO1901",
        Severity = FindingSeverity.Error,
        Path = path,
        Message = $"Missing: the invoice needs {what}.",
        MessagePl = $"Brak wartości: faktura wymaga {whatPl}.",
        Basis = "art. 106e",
    };

    internal static void CompareTotals(Totals computed, Totals chosen, List<Finding> findings)
    {
        var (sum, given) = (TotalsFields.Of(computed), TotalsFields.Of(chosen));
        for (var i = 0; i < sum.Length; i++)
        {
            if ((sum[i].Amount ?? 0m) != (given[i].Amount ?? 0m)) findings.Add(Differs(sum[i].Field, sum[i].Amount, given[i].Amount));
        }
    }

    private static Finding Differs(string field, decimal? computed, decimal? chosen) => new()
    {
        Code = "KO2901",
        Severity = FindingSeverity.Warning,
        Path = "/Faktura/Fa/" + field,
        Value = Text(chosen),
        Message = string.Create(CultureInfo.InvariantCulture, $"{field} was set to {Text(chosen) ?? "nothing"}, but the lines give {Text(computed) ?? "nothing"}."),
        MessagePl = string.Create(CultureInfo.InvariantCulture, $"{field} ustawiono na {Text(chosen) ?? "brak"}, a z wierszy wynika {Text(computed) ?? "brak"}."),
        Basis = "art. 106e(7)-(11)",
    };

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);
}
