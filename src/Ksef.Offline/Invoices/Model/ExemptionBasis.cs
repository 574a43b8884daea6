namespace Ksef.Offline.Invoices.Model;

/// <summary>The kind of law that an exemption rests on.</summary>
/// <remarks>FA(3): <c>Zwolnienie</c>.</remarks>
public enum ExemptionBasis
{
    /// <summary>A provision of the VAT Act or of an act issued on its ground. FA(3): <c>P_19A</c>.</summary>
    Act = 1,

    /// <summary>A provision of directive 2006/112/EC. FA(3): <c>P_19B</c>.</summary>
    Directive = 2,

    /// <summary>Another legal ground. FA(3): <c>P_19C</c>.</summary>
    Other = 3,
}
