using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Something a person or the application wants to know of, once per cause.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Taxpayer">Whose: the name given to <c>AddKsefOffline</c>.</param>
/// <param name="Cause">What tells one alert from another of its kind (a key with a date, a serial number, a version): the same cause never alerts twice.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="Text">One line in English.</param>
/// <param name="TextPl">One line in Polish.</param>
/// <param name="Invoice">The invoice, where it is about one.</param>
/// <param name="Attachment">The message of a daily report (<c>message/rfc822</c>, the bytes of an <c>.eml</c> file), else null.</param>
public sealed record Alert(AlertKind Kind, string Taxpayer, string Cause, Instant At, string Text, string TextPl, InvoiceKey? Invoice = null, ReadOnlyMemory<byte>? Attachment = null)
{
    /// <summary>The number, where <see cref="Kind"/> is <see cref="AlertKind.NumberAssigned"/> or <see cref="AlertKind.JpkCorrectionDue"/>: link it to the order, the payment, the delivery note.</summary>
    public KsefNumber? KsefNumber { get; init; }
}
