using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>A date and time as FA(3) writes it: with an offset from UTC, or without.</summary>
/// <remarks>
/// FA(3): <c>DataWytworzeniaFa</c>, <c>DataGodzRozpTransportu</c>, <c>DataGodzZakTransportu</c> (schema type <c>dateTime</c>). Equal when local time and offset are;
/// <c>24:00:00</c> is read as midnight of the next day, digits beyond the nanosecond are cut. Immutable, thread-safe.
/// </remarks>
/// <param name="Local">The local date and time.</param>
/// <param name="Offset">The offset from UTC, whole minutes up to 14 hours; null where the file gives none.</param>
public readonly record struct InvoiceDateTime(LocalDateTime Local, Offset? Offset)
{
    /// <summary>An instant, written in UTC (<c>...Z</c>).</summary>
    /// <param name="instant">The instant.</param>
    public static InvoiceDateTime FromInstant(Instant instant) => new(instant.InUtc().LocalDateTime, NodaTime.Offset.Zero);

    /// <summary>The instant; a time without an offset is taken as the time of <paramref name="zone"/>, the earlier one where clocks go back.</summary>
    /// <param name="zone">The zone for times without an offset, for example Europe/Warsaw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public Instant ToInstant(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Offset is { } offset ? Local.WithOffset(offset).ToInstant() : Local.InZoneLeniently(zone).ToInstant();
    }

    /// <summary>An instant as it is, in UTC.</summary>
    /// <param name="instant">The instant.</param>
    public static implicit operator InvoiceDateTime(Instant instant) => FromInstant(instant);

    /// <summary>The text as FA(3) writes it, for example <c>2026-02-01T10:15:00Z</c>.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(text[..Format(text)]);
    }

    internal const int MaxLength = 40;

    /// <summary>Writes the text, at most <see cref="MaxLength"/> ASCII characters; gives its length.</summary>
    internal int Format(Span<byte> text)
    {
        var n = DateText.Write(text, Local.Date);
        text[n++] = (byte)'T';
        n += DateText.WriteTime(text[n..], Local.TimeOfDay);
        if (Offset is not { } offset) return n;
        if (offset == NodaTime.Offset.Zero)
        {
            text[n++] = (byte)'Z';
            return n;
        }
        return n + DateText.WriteOffset(text[n..], offset);
    }
}
