namespace Ksef.Offline.Invoices.Model;

/// <summary>A special procedure of § 10(4) of the JPK regulation.</summary>
/// <remarks>FA(3): <c>Procedura</c> (type <c>TOznaczenieProcedury</c>) and <c>ProceduraZ</c> (type <c>TOznaczenieProceduryZ</c>).</remarks>
public enum SupplyProcedure
{
    /// <summary><c>WSTO_EE</c>: Intra-EU distance sales and electronic services.</summary>
    DistanceSales = 0,

    /// <summary><c>IED</c>: Supplies through an electronic interface.</summary>
    ElectronicInterface = 1,

    /// <summary><c>TT_D</c>: Supply by the second taxpayer in a simplified triangular transaction.</summary>
    Triangular = 2,

    /// <summary><c>I_42</c>: Intra-EU supply after import under customs procedure 42; lines only.</summary>
    ImportProcedure42 = 3,

    /// <summary><c>I_63</c>: Intra-EU supply after import under customs procedure 63; lines only.</summary>
    ImportProcedure63 = 4,

    /// <summary><c>B_SPV</c>: Transfer of a single-purpose voucher.</summary>
    SinglePurposeVoucher = 5,

    /// <summary><c>B_SPV_DOSTAWA</c>: Supply to which a single-purpose voucher relates.</summary>
    SinglePurposeVoucherSupply = 6,

    /// <summary><c>B_MPV_PROWIZJA</c>: Brokerage in the transfer of a multi-purpose voucher.</summary>
    MultiPurposeVoucherCommission = 7,
}
