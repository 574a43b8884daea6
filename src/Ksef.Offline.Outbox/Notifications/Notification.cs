using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Notifications;

/// <summary>A stored notification. It may be delivered more than once; <see cref="Id"/> lets a receiver recognise a repetition.</summary>
/// <param name="Id">Grows; unique in the store.</param>
/// <param name="Key">The invoice.</param>
/// <param name="Kind">What it says.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">The KSeF number, KSeF's words, or the new date.</param>
public sealed record Notification(long Id, InvoiceKey Key, NotificationKind Kind, Instant At, string Text);
