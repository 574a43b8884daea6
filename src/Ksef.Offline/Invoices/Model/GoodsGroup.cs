namespace Ksef.Offline.Invoices.Model;

/// <summary>A group of goods and services (<i>GTU</i>) of § 10(3) of the JPK regulation.</summary>
/// <remarks>FA(3): <c>GTU</c> and <c>GTUZ</c>, type <c>TGTU</c>.</remarks>
public enum GoodsGroup
{
    /// <summary><c>GTU_01</c>: Alcoholic beverages.</summary>
    Gtu01 = 0,

    /// <summary><c>GTU_02</c>: Fuels and the like (art. 103(5aa)).</summary>
    Gtu02 = 1,

    /// <summary><c>GTU_03</c>: Heating oil, lubricants and the like.</summary>
    Gtu03 = 2,

    /// <summary><c>GTU_04</c>: Tobacco and the like.</summary>
    Gtu04 = 3,

    /// <summary><c>GTU_05</c>: Waste.</summary>
    Gtu05 = 4,

    /// <summary><c>GTU_06</c>: Electronic devices and their parts, foils.</summary>
    Gtu06 = 5,

    /// <summary><c>GTU_07</c>: Vehicles and their parts.</summary>
    Gtu07 = 6,

    /// <summary><c>GTU_08</c>: Precious and base metals.</summary>
    Gtu08 = 7,

    /// <summary><c>GTU_09</c>: Medicines and medical products (art. 37av of the Pharmaceutical Law).</summary>
    Gtu09 = 8,

    /// <summary><c>GTU_10</c>: Buildings, structures and land.</summary>
    Gtu10 = 9,

    /// <summary><c>GTU_11</c>: Transfer of greenhouse-gas emission allowances.</summary>
    Gtu11 = 10,

    /// <summary><c>GTU_12</c>: Intangible services: advisory, accounting, legal, management, training, marketing, research.</summary>
    Gtu12 = 11,

    /// <summary><c>GTU_13</c>: Transport and storage services (section H).</summary>
    Gtu13 = 12,
}
