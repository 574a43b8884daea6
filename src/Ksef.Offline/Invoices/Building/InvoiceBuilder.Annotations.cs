using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <content>Annotations (FA(3): <c>Adnotacje</c>).</content>
public sealed partial class InvoiceBuilder
{
    private bool _cashAccounting, _selfInvoicing, _splitPayment, _triangulation;
    private bool? _reverseCharge;
    private Exemption? _exemption;
    private MarginScheme? _margin;
    private NewTransportSupply? _newTransport;

    /// <summary>"Metoda kasowa" (FA(3): <c>P_16</c>).</summary>
    public InvoiceBuilder CashAccounting()
    {
        _cashAccounting = true;
        return this;
    }

    /// <summary>"Samofakturowanie": the buyer issues in the name of the seller (FA(3): <c>P_17</c>).</summary>
    public InvoiceBuilder SelfInvoicing()
    {
        _selfInvoicing = true;
        return this;
    }

    /// <summary>"Mechanizm podzielonej płatności" (FA(3): <c>P_18A</c>): above 15 000 PLN with goods or services of annex 15.</summary>
    public InvoiceBuilder SplitPayment()
    {
        _splitPayment = true;
        return this;
    }

    /// <summary>
    /// "Odwrotne obciążenie" (FA(3): <c>P_18</c>). Set by itself when a line has <see cref="VatRate.ReverseCharge"/> or <see cref="VatRate.EuServices"/>;
    /// say it here for <see cref="VatRate.OutsidePoland"/>.
    /// </summary>
    /// <param name="applies">Whether the buyer accounts for the tax.</param>
    public InvoiceBuilder ReverseCharge(bool applies = true)
    {
        _reverseCharge = applies;
        return this;
    }

    /// <summary>
    /// The ground of an exemption, needed when a line has <see cref="VatRate.Exempt"/> (FA(3): <c>P_19</c> with <c>P_19A</c>, <c>P_19B</c> or
    /// <c>P_19C</c>).
    /// </summary>
    /// <param name="text">The provision, for example <c>art. 43 ust. 1 pkt 18 ustawy o VAT</c>.</param>
    /// <param name="basis">Which kind of law it is.</param>
    public InvoiceBuilder ExemptUnder(string text, ExemptionBasis basis = ExemptionBasis.Act)
    {
        _exemption = new Exemption(basis, text);
        return this;
    }

    /// <summary>The margin scheme of the lines added by <see cref="MarginLine"/> (FA(3): <c>P_PMarzy</c>).</summary>
    /// <param name="scheme">Which scheme.</param>
    public InvoiceBuilder UnderMargin(MarginScheme scheme)
    {
        _margin = scheme;
        return this;
    }

    /// <summary>The simplified procedure of the second taxpayer in a triangular transaction (FA(3): <c>P_23</c>).</summary>
    public InvoiceBuilder Triangulation()
    {
        _triangulation = true;
        return this;
    }

    /// <summary>An intra-EU supply of new means of transport (FA(3): <c>P_22</c>).</summary>
    /// <param name="supply">The means of transport.</param>
    /// <exception cref="ArgumentNullException"><paramref name="supply"/> is null.</exception>
    public InvoiceBuilder With(NewTransportSupply supply)
    {
        ArgumentNullException.ThrowIfNull(supply);
        _newTransport = supply;
        return this;
    }

    private Annotations AnnotationsFor(EquatableList<InvoiceLine> lines)
    {
        var reversed = false;
        foreach (var line in lines) reversed |= line.Rate is VatRate.ReverseCharge or VatRate.EuServices;
        return new Annotations
        {
            CashAccounting = _cashAccounting,
            SelfInvoicing = _selfInvoicing,
            ReverseCharge = _reverseCharge ?? reversed,
            SplitPayment = _splitPayment,
            Exemption = _exemption,
            NewTransport = _newTransport,
            Triangulation = _triangulation,
            Margin = _margin,
        };
    }
}
