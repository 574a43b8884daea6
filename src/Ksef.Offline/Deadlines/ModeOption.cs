namespace Ksef.Offline.Deadlines;

/// <summary>One of the five legal modes, as seen at an instant: whether the law allows it, why, and what evidence to keep.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="IsAllowed">Whether an invoice issued at that instant may be issued in it.</param>
/// <param name="Basis">The article.</param>
/// <param name="Reason">Why, in English.</param>
/// <param name="ReasonPl">Why, in Polish.</param>
/// <param name="Evidence">What to keep as evidence, in English; empty where nothing is needed.</param>
/// <param name="EvidencePl">What to keep as evidence, in Polish.</param>
/// <param name="Announcement">The announcement that it rests on, if any.</param>
public sealed record ModeOption(
    InvoicingMode Mode, bool IsAllowed, string Basis, string Reason, string ReasonPl, string Evidence, string EvidencePl, Announcement? Announcement);
