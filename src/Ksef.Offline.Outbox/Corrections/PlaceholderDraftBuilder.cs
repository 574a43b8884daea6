using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Builds an invoice from a draft that is a whole FA(3) file with placeholders: <see cref="Number"/> (or one for each of several numbers) and, if the day is not fixed, <see cref="Date"/>.</summary>
/// <remarks>Nothing else of the draft is touched: what the ERP wrote is what is issued. Thread-safe.</remarks>
public sealed class PlaceholderDraftBuilder : IDraftBuilder
{
    /// <summary>Stands in <c>NrKSeFFaKorygowanej</c> or <c>NrKSeFFaZaliczkowej</c> of the draft, exactly once.</summary>
    public const string Number = "0000000000-00000000-000000000000-00";

    /// <summary>Stands in <c>P_1</c> of the draft where the day of issue shall be the day on which the last number arrives; at most once.</summary>
    public const string Date = "1900-01-01";

    private const string Head = "\n<!--awaits";
    private const string Tail = "-->";

    /// <summary>What stands for the number of the first, second ... invoice that a draft waits for; <see cref="Number"/> for the first.</summary>
    /// <param name="index">From 0.</param>
    public static string NumberOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return string.Create(CultureInfo.InvariantCulture, $"0000000000-00000000-{index:X12}-00");
    }

    /// <summary>Makes the draft from a file with placeholders: for several awaited invoices it is followed by a comment that names them, which <see cref="Build"/> takes away again.</summary>
    /// <param name="file">The FA(3) file, in which <see cref="NumberOf"/> stands for each awaited number.</param>
    /// <param name="awaited">The invoices whose numbers it names, in the order of the placeholders.</param>
    public static byte[] Template(ReadOnlySpan<byte> file, IReadOnlyList<InvoiceKey> awaited)
    {
        ArgumentNullException.ThrowIfNull(awaited);
        if (awaited.Count <= 1) return file.ToArray();
        // A comment may not hold two hyphens in a row, and a number may.
        var names = string.Concat(awaited.Select(key => " " + Uri.EscapeDataString(key.ToString()).Replace("-", "%2D", StringComparison.Ordinal)));
        return [.. file, .. Encoding.UTF8.GetBytes(Head + names + Tail)];
    }

    /// <inheritdoc/>
    /// <exception cref="FormatException">The comment at the end of the draft names something else than invoices.</exception>
    public IReadOnlyList<InvoiceKey> Awaits(OutboxEntry draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return Split(draft).Awaited;
    }

    /// <inheritdoc/>
    /// <exception cref="FormatException">The draft does not hold each placeholder exactly once, a number is missing, or what comes out lacks a fact of an invoice.</exception>
    public IssuedInvoice Build(OutboxEntry draft, IReadOnlyDictionary<InvoiceKey, KsefNumber> numbers, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(numbers);
        var (text, awaited) = Split(draft);
        for (var i = 0; i < awaited.Count; i++)
        {
            if (!numbers.TryGetValue(awaited[i], out var number)) throw new FormatException($"The draft {draft.Key} needs the KSeF number of {awaited[i]}.");
            if (Count(text, NumberOf(i)) != 1) throw new FormatException($"The draft {draft.Key} must hold the placeholder {NumberOf(i)} exactly once, as NrKSeFFaKorygowanej or NrKSeFFaZaliczkowej.");
            text = text.Replace(NumberOf(i), number.ToString(), StringComparison.Ordinal);
        }
        if (Count(text, Date) > 1) throw new FormatException($"The draft {draft.Key} may hold the placeholder {Date} once, as P_1.");
        return IssuedInvoice.Read(Encoding.UTF8.GetBytes(text.Replace(Date, today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)));
    }

    private static (string Text, IReadOnlyList<InvoiceKey> Awaited) Split(OutboxEntry draft)
    {
        var text = Encoding.UTF8.GetString(draft.Bytes.Span);
        var at = text.LastIndexOf(Head, StringComparison.Ordinal);
        if (at < 0 || !text.EndsWith(Tail, StringComparison.Ordinal)) return (text, draft.Behind is { } behind ? [behind] : []);
        var awaited = text[(at + Head.Length)..^Tail.Length].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => InvoiceKey.TryParse(Uri.UnescapeDataString(name), out var key) ? key : throw new FormatException($"The draft {draft.Key} waits for '{name}', which is no invoice."));
        return (text[..at], [.. awaited]);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
