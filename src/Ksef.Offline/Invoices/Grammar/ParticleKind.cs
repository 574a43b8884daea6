namespace Ksef.Offline.Invoices.Grammar;

internal enum ParticleKind
{
    Element,

    /// <summary>All of its parts, in order (xsd:sequence).</summary>
    Sequence,

    /// <summary>One of its parts (xsd:choice).</summary>
    Choice,
}
