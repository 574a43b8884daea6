namespace Ksef.Offline.Invoices.Model;

/// <summary>A state of the seller that the invoice must show.</summary>
/// <remarks>FA(3): <c>StatusInfoPodatnika</c>, type <c>TStatusInfoPodatnika</c>. The numbers are those of the schema.</remarks>
public enum TaxpayerStatus
{
    /// <summary>In liquidation.</summary>
    InLiquidation = 1,

    /// <summary>In restructuring proceedings.</summary>
    InRestructuring = 2,

    /// <summary>Bankrupt.</summary>
    Bankrupt = 3,

    /// <summary>An enterprise in inheritance (<i>przedsiębiorstwo w spadku</i>).</summary>
    EnterpriseInInheritance = 4,
}
