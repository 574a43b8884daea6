namespace Ksef.Offline.Invoices.Grammar;

/// <summary>A part of a content model: an element or a group, with how often it may stand there.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Min">At least so often (0 or 1 for groups).</param>
/// <param name="Max">At most so often (1 for groups).</param>
/// <param name="Position">For an element: its place among the elements of the content model, from 0; else -1.</param>
/// <param name="Parts">For a group: its parts in order.</param>
internal sealed record Particle(ParticleKind Kind, int Min, int Max, int Position, IReadOnlyList<Particle> Parts);
