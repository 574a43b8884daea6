namespace Ksef.Offline.Invoices.Model;

/// <summary>The statements that the VAT Act requires on an invoice.</summary>
/// <remarks>FA(3): <c>Adnotacje</c>. Immutable, thread-safe.</remarks>
public sealed record Annotations
{
    /// <summary>"Metoda kasowa": the tax falls due on payment (art. 19a(5)(1), art. 21).</summary>
    /// <remarks>FA(3): <c>P_16</c> (1 yes, 2 no).</remarks>
    public bool CashAccounting { get; init; }

    /// <summary>"Samofakturowanie": the buyer issues in the name of the seller (art. 106d(1)).</summary>
    /// <remarks>FA(3): <c>P_17</c> (1 yes, 2 no).</remarks>
    public bool SelfInvoicing { get; init; }

    /// <summary>"Odwrotne obciążenie": the buyer accounts for the tax.</summary>
    /// <remarks>FA(3): <c>P_18</c> (1 yes, 2 no).</remarks>
    public bool ReverseCharge { get; init; }

    /// <summary>"Mechanizm podzielonej płatności": obligatory split payment (above 15 000 PLN with goods of annex 15).</summary>
    /// <remarks>FA(3): <c>P_18A</c> (1 yes, 2 no).</remarks>
    public bool SplitPayment { get; init; }

    /// <summary>The ground of an exemption; null when nothing is exempt (<c>P_19N</c>).</summary>
    /// <remarks>FA(3): <c>Zwolnienie</c>.</remarks>
    public Exemption? Exemption { get; init; }

    /// <summary>Intra-EU supply of new means of transport; null when there is none (<c>P_22N</c>).</summary>
    /// <remarks>FA(3): <c>NoweSrodkiTransportu</c>.</remarks>
    public NewTransportSupply? NewTransport { get; init; }

    /// <summary>The simplified procedure of the second taxpayer in a triangular transaction (art. 135(1)(4)(b), (c)).</summary>
    /// <remarks>FA(3): <c>P_23</c> (1 yes, 2 no).</remarks>
    public bool Triangulation { get; init; }

    /// <summary>The margin scheme; null when there is none (<c>P_PMarzyN</c>).</summary>
    /// <remarks>FA(3): <c>PMarzy</c>.</remarks>
    public MarginScheme? Margin { get; init; }
}
