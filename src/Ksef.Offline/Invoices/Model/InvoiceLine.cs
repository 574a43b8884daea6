using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>One line of the invoice.</summary>
/// <remarks>FA(3): <c>FaWiersz</c>. Immutable, thread-safe.</remarks>
public sealed record InvoiceLine
{
    /// <summary>The number of the line, from 1. Leave it out (0) and the builder numbers the lines in their order.</summary>
    /// <remarks>FA(3): <c>NrWierszaFa</c>; 1 or more, at most 14 digits.</remarks>
    public long Number { get; init; }

    /// <summary>Universal unique number of the line.</summary>
    /// <remarks>FA(3): <c>UU_ID</c>; text of 1 to 50 characters.</remarks>
    public string? UniqueId { get; init; }

    /// <summary>When this line was supplied or paid, where the lines differ.</summary>
    /// <remarks>FA(3): <c>P_6A</c>; from 2006-01-01 to 2050-01-01.</remarks>
    public LocalDate? SupplyDate { get; init; }

    /// <summary>Name of the goods or service; absent only on corrections for periodic discounts.</summary>
    /// <remarks>FA(3): <c>P_7</c>; text of 1 to 512 characters.</remarks>
    public string? Name { get; init; }

    /// <summary>The seller's own code of the goods or service.</summary>
    /// <remarks>FA(3): <c>Indeks</c>; text of 1 to 50 characters.</remarks>
    public string? Index { get; init; }

    /// <summary>Global trade item number.</summary>
    /// <remarks>FA(3): <c>GTIN</c>; text of 1 to 20 characters.</remarks>
    public string? Gtin { get; init; }

    /// <summary>Code of the Polish classification of goods and services (PKWiU).</summary>
    /// <remarks>FA(3): <c>PKWiU</c>; text of 1 to 50 characters.</remarks>
    public string? Pkwiu { get; init; }

    /// <summary>Code of the Combined Nomenclature.</summary>
    /// <remarks>FA(3): <c>CN</c>; text of 1 to 50 characters.</remarks>
    public string? Cn { get; init; }

    /// <summary>Code of the Polish classification of buildings (PKOB).</summary>
    /// <remarks>FA(3): <c>PKOB</c>; text of 1 to 50 characters.</remarks>
    public string? Pkob { get; init; }

    /// <summary>Unit of measure.</summary>
    /// <remarks>FA(3): <c>P_8A</c>.</remarks>
    public UnitOfMeasure? Unit { get; init; }

    /// <summary>Quantity.</summary>
    /// <remarks>FA(3): <c>P_8B</c>; at most 16 digits before and 6 after the point.</remarks>
    public decimal? Quantity { get; init; }

    /// <summary>Unit price without tax.</summary>
    /// <remarks>FA(3): <c>P_9A</c>; at most 14 digits before and 8 after the point.</remarks>
    public decimal? UnitNetPrice { get; init; }

    /// <summary>Unit price with tax (gross method, art. 106e(7), (8)).</summary>
    /// <remarks>FA(3): <c>P_9B</c>; at most 14 digits before and 8 after the point.</remarks>
    public decimal? UnitGrossPrice { get; init; }

    /// <summary>Discount not yet in the unit price.</summary>
    /// <remarks>FA(3): <c>P_10</c>; at most 14 digits before and 8 after the point.</remarks>
    public decimal? Discount { get; init; }

    /// <summary>Value of the line without tax.</summary>
    /// <remarks>FA(3): <c>P_11</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? NetAmount { get; init; }

    /// <summary>Value of the line with tax (gross method, art. 106e(7), (8)).</summary>
    /// <remarks>FA(3): <c>P_11A</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? GrossAmount { get; init; }

    /// <summary>Tax of the line (art. 106e(10)).</summary>
    /// <remarks>FA(3): <c>P_11Vat</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? TaxAmount { get; init; }

    /// <summary>Tax rate or kind of taxation.</summary>
    /// <remarks>FA(3): <c>P_12</c>.</remarks>
    public VatRate? Rate { get; init; }

    /// <summary>Tax rate of another member state in per cent (OSS, chapter 6a of title XII).</summary>
    /// <remarks>FA(3): <c>P_12_XII</c>; 0 to 100 with at most 6 decimals.</remarks>
    public decimal? OneStopShopRate { get; init; }

    /// <summary>True for goods or services of annex 15 to the VAT Act.</summary>
    /// <remarks>FA(3): <c>P_12_Zal_15</c> (1, or absent).</remarks>
    public bool IsAnnex15 { get; init; }

    /// <summary>Excise duty in the price.</summary>
    /// <remarks>FA(3): <c>KwotaAkcyzy</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ExciseAmount { get; init; }

    /// <summary>Group of goods and services (GTU).</summary>
    /// <remarks>FA(3): <c>GTU</c>.</remarks>
    public GoodsGroup? Group { get; init; }

    /// <summary>Special procedure.</summary>
    /// <remarks>FA(3): <c>Procedura</c>.</remarks>
    public SupplyProcedure? Procedure { get; init; }

    /// <summary>Exchange rate used for the tax of the line.</summary>
    /// <remarks>FA(3): <c>KursWaluty</c>; at most 16 digits before and 6 after the point.</remarks>
    public decimal? ExchangeRate { get; init; }

    /// <summary>True for a row that shows the state before a correction.</summary>
    /// <remarks>FA(3): <c>StanPrzed</c> (1, or absent).</remarks>
    public bool IsBefore { get; init; }
}
