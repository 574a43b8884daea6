using NodaTime;

namespace Ksef.Offline.Outbox.Notifications;

/// <summary>A notification before it is stored.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">The KSeF number, KSeF's words, or the new date: what the kind speaks of.</param>
public sealed record NotificationDraft(NotificationKind Kind, Instant At, string Text);
