namespace Ksef.Offline.Invoices.Model;

/// <summary>In which period a correction has effect in the VAT register.</summary>
/// <remarks>FA(3): <c>TypKorekty</c>, type <c>TTypKorekty</c>. The numbers are those of the schema.</remarks>
public enum CorrectionEffect
{
    /// <summary>The period of the original invoice.</summary>
    OriginalPeriod = 1,

    /// <summary>The period of the correction.</summary>
    CorrectionPeriod = 2,

    /// <summary>Another period, or different ones for different lines.</summary>
    OtherPeriod = 3,
}
