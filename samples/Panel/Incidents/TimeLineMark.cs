using NodaTime;

namespace Panel.Incidents;

/// <summary>A moment of an invoice and what became of it: a class of the style sheet, and a shape, so that colour is not needed.</summary>
public sealed record TimeLineMark(Instant At, string Tone);
