using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Builds a correcting invoice from a draft that is a whole FA(3) file with two placeholders: <see cref="Number"/> and, if the day is not fixed, <see cref="Date"/>.</summary>
/// <remarks>Nothing else of the draft is touched: what the ERP wrote is what is issued. Thread-safe.</remarks>
public sealed class PlaceholderCorrectionBuilder : ICorrectionBuilder
{
    /// <summary>Stands in <c>NrKSeFFaKorygowanej</c> of the draft, exactly once.</summary>
    public const string Number = "0000000000-00000000-000000000000-00";

    /// <summary>Stands in <c>P_1</c> of the draft where the day of issue shall be the day on which the number arrives; at most once.</summary>
    public const string Date = "1900-01-01";

    /// <inheritdoc/>
    /// <exception cref="FormatException">The draft does not hold the placeholder of the number exactly once, or what comes out lacks a fact of an invoice.</exception>
    public IssuedInvoice Build(OutboxEntry draft, KsefNumber original, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var text = Encoding.UTF8.GetString(draft.Bytes.Span);
        if (Count(text, Number) != 1) throw new FormatException($"The draft {draft.Key} must hold the placeholder {Number} exactly once, as NrKSeFFaKorygowanej.");
        if (Count(text, Date) > 1) throw new FormatException($"The draft {draft.Key} may hold the placeholder {Date} once, as P_1.");
        text = text.Replace(Number, original.ToString(), StringComparison.Ordinal).Replace(Date, today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return IssuedInvoice.Read(Encoding.UTF8.GetBytes(text));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
