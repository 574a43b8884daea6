namespace Ksef.Offline.Invoices.Model;

/// <summary>One line of the order or contract behind an advance invoice.</summary>
/// <remarks>FA(3): <c>ZamowienieWiersz</c>. Immutable, thread-safe.</remarks>
public sealed record OrderLine
{
    /// <summary>The number of the line, from 1. Leave it out (0) and the builder numbers the lines in their order.</summary>
    /// <remarks>FA(3): <c>NrWierszaZam</c>; 1 or more, at most 14 digits.</remarks>
    public long Number { get; init; }

    /// <summary>Universal unique number of the line.</summary>
    /// <remarks>FA(3): <c>UU_IDZ</c>; text of 1 to 50 characters.</remarks>
    public string? UniqueId { get; init; }

    /// <summary>Name of the goods or service.</summary>
    /// <remarks>FA(3): <c>P_7Z</c>; text of 1 to 512 characters.</remarks>
    public string? Name { get; init; }

    /// <summary>The seller's own code of the goods or service.</summary>
    /// <remarks>FA(3): <c>IndeksZ</c>; text of 1 to 50 characters.</remarks>
    public string? Index { get; init; }

    /// <summary>Global trade item number.</summary>
    /// <remarks>FA(3): <c>GTINZ</c>; text of 1 to 20 characters.</remarks>
    public string? Gtin { get; init; }

    /// <summary>Code of the Polish classification of goods and services (PKWiU).</summary>
    /// <remarks>FA(3): <c>PKWiUZ</c>; text of 1 to 50 characters.</remarks>
    public string? Pkwiu { get; init; }

    /// <summary>Code of the Combined Nomenclature.</summary>
    /// <remarks>FA(3): <c>CNZ</c>; text of 1 to 50 characters.</remarks>
    public string? Cn { get; init; }

    /// <summary>Code of the Polish classification of buildings (PKOB).</summary>
    /// <remarks>FA(3): <c>PKOBZ</c>; text of 1 to 50 characters.</remarks>
    public string? Pkob { get; init; }

    /// <summary>Unit of measure.</summary>
    /// <remarks>FA(3): <c>P_8AZ</c>.</remarks>
    public UnitOfMeasure? Unit { get; init; }

    /// <summary>Quantity.</summary>
    /// <remarks>FA(3): <c>P_8BZ</c>; at most 16 digits before and 6 after the point.</remarks>
    public decimal? Quantity { get; init; }

    /// <summary>Unit price without tax.</summary>
    /// <remarks>FA(3): <c>P_9AZ</c>; at most 14 digits before and 8 after the point.</remarks>
    public decimal? UnitNetPrice { get; init; }

    /// <summary>Value of the line without tax.</summary>
    /// <remarks>FA(3): <c>P_11NettoZ</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? NetAmount { get; init; }

    /// <summary>Tax of the line.</summary>
    /// <remarks>FA(3): <c>P_11VatZ</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? TaxAmount { get; init; }

    /// <summary>Tax rate or kind of taxation.</summary>
    /// <remarks>FA(3): <c>P_12Z</c>.</remarks>
    public VatRate? Rate { get; init; }

    /// <summary>Tax rate of another member state in per cent (OSS, chapter 6a of title XII).</summary>
    /// <remarks>FA(3): <c>P_12Z_XII</c>; 0 to 100 with at most 6 decimals.</remarks>
    public decimal? OneStopShopRate { get; init; }

    /// <summary>True for goods or services of annex 15 to the VAT Act.</summary>
    /// <remarks>FA(3): <c>P_12Z_Zal_15</c> (1, or absent).</remarks>
    public bool IsAnnex15 { get; init; }

    /// <summary>Group of goods and services (GTU).</summary>
    /// <remarks>FA(3): <c>GTUZ</c>.</remarks>
    public GoodsGroup? Group { get; init; }

    /// <summary>Special procedure; <c>I_42</c> and <c>I_63</c> are not allowed here.</summary>
    /// <remarks>FA(3): <c>ProceduraZ</c>.</remarks>
    public SupplyProcedure? Procedure { get; init; }

    /// <summary>Excise duty in the price.</summary>
    /// <remarks>FA(3): <c>KwotaAkcyzyZ</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ExciseAmount { get; init; }

    /// <summary>True for a row that shows the state before a correction.</summary>
    /// <remarks>FA(3): <c>StanPrzedZ</c> (1, or absent).</remarks>
    public bool IsBefore { get; init; }
}
