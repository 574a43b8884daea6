using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Recognises a line of a model whose every value is beyond doubt, so that it needs no walk: most invoices are made of such lines. Immutable, thread-safe.</summary>
/// <remarks>A line that is not recognised says nothing: the walk judges it, finding by finding.</remarks>
internal sealed class SureLines
{
    private readonly TypeChecker _name, _index, _pkwiu, _cn, _pkob, _unit, _quantity, _price, _grossPrice, _discount, _net, _gross, _tax, _number;

    public SureLines(GrammarChecks checks)
    {
        TypeChecker Of(string name) => checks.Of(checks.Grammar["/Faktura/Fa/FaWiersz/" + name]);
        (_number, _name, _index, _pkwiu, _cn, _pkob, _unit) = (Of("NrWierszaFa"), Of("P_7"), Of("Indeks"), Of("PKWiU"), Of("CN"), Of("PKOB"), Of("P_8A"));
        (_quantity, _price, _grossPrice, _discount, _net, _gross, _tax) = (Of("P_8B"), Of("P_9A"), Of("P_9B"), Of("P_10"), Of("P_11"), Of("P_11A"), Of("P_11Vat"));
    }

    /// <summary>Whether every value of the line is valid and the line holds nothing that a rule reads as text.</summary>
    public bool Recognise(InvoiceLine line) =>
        line.UniqueId is null && line.Gtin is null && line.SupplyDate is null && line.OneStopShopRate is null && line.ExciseAmount is null && line.Procedure is null && line.ExchangeRate is null
        && _number.Check(line.Number, out _) == ValueFault.None
        && Fine(_name, line.Name) && Fine(_index, line.Index) && Fine(_pkwiu, line.Pkwiu) && Fine(_cn, line.Cn) && Fine(_pkob, line.Pkob) && Fine(_unit, line.Unit?.ToString())
        && Fine(_quantity, line.Quantity) && Fine(_price, line.UnitNetPrice) && Fine(_grossPrice, line.UnitGrossPrice) && Fine(_discount, line.Discount)
        && Fine(_net, line.NetAmount) && Fine(_gross, line.GrossAmount) && Fine(_tax, line.TaxAmount)
        && (line.Rate is not { } rate || Enum.IsDefined(rate)) && (line.Group is not { } group || Enum.IsDefined(group));

    private static bool Fine(TypeChecker type, string? text) => text is null || type.IsSurelyFine(text);

    private static bool Fine(TypeChecker type, in decimal? number) => !number.HasValue || type.IsSurelyFine(number.GetValueOrDefault());
}
