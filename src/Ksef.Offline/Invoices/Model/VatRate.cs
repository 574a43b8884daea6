namespace Ksef.Offline.Invoices.Model;

/// <summary>The rate or kind of taxation of a line.</summary>
/// <remarks>FA(3): <c>P_12</c> and <c>P_12Z</c>, type <c>TStawkaPodatku</c>.</remarks>
public enum VatRate
{
    /// <summary><c>23</c>: 23 %, the standard rate.</summary>
    Standard23 = 0,

    /// <summary><c>22</c>: 22 %, the standard rate of old.</summary>
    Standard22 = 1,

    /// <summary><c>8</c>: 8 %, the first reduced rate.</summary>
    Reduced8 = 2,

    /// <summary><c>7</c>: 7 %, the first reduced rate of old.</summary>
    Reduced7 = 3,

    /// <summary><c>5</c>: 5 %, the second reduced rate.</summary>
    Reduced5 = 4,

    /// <summary><c>4</c>: 4 %, the flat rate for passenger taxis.</summary>
    Taxi4 = 5,

    /// <summary><c>3</c>: 3 %, the flat rate for passenger taxis of old.</summary>
    Taxi3 = 6,

    /// <summary><c>0 KR</c>: 0 % within Poland.</summary>
    ZeroDomestic = 7,

    /// <summary><c>0 WDT</c>: 0 % for intra-EU supplies of goods (<i>WDT</i>).</summary>
    ZeroIntraEu = 8,

    /// <summary><c>0 EX</c>: 0 % for exports.</summary>
    ZeroExport = 9,

    /// <summary><c>zw</c>: Exempt (<i>zwolnione</i>).</summary>
    Exempt = 10,

    /// <summary><c>oo</c>: Domestic reverse charge (<i>odwrotne obciążenie</i>).</summary>
    ReverseCharge = 11,

    /// <summary><c>np I</c>: Not taxed in Poland: supplies outside its territory, other than services of art. 100(1)(4).</summary>
    OutsidePoland = 12,

    /// <summary><c>np II</c>: Not taxed in Poland: services of art. 100(1)(4), taxed by the buyer in another member state.</summary>
    EuServices = 13,
}
