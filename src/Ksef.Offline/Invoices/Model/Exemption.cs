namespace Ksef.Offline.Invoices.Model;

/// <summary>The ground of an exemption from tax.</summary>
/// <remarks>FA(3): <c>Zwolnienie</c> with <c>P_19</c>. Immutable, thread-safe.</remarks>
/// <param name="Basis">Which kind of law (FA(3): <c>P_19A</c>, <c>P_19B</c> or <c>P_19C</c>).</param>
/// <param name="Text">The provision, 1 to 256 characters, for example <c>art. 43 ust. 1 pkt 18 ustawy o VAT</c>.</param>
public sealed record Exemption(ExemptionBasis Basis, string Text);
