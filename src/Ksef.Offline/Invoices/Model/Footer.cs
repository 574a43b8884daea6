namespace Ksef.Offline.Invoices.Model;

/// <summary>Texts and register numbers at the foot.</summary>
/// <remarks>FA(3): <c>Stopka</c>. Immutable, thread-safe.</remarks>
public sealed record Footer
{
    /// <summary>Texts.</summary>
    /// <remarks>FA(3): <c>Informacje</c>; at most 3.</remarks>
    public EquatableList<FooterText> Texts { get; init; }

    /// <summary>Numbers in other registers.</summary>
    /// <remarks>FA(3): <c>Rejestry</c>; at most 100.</remarks>
    public EquatableList<RegisterEntry> Registers { get; init; }
}
