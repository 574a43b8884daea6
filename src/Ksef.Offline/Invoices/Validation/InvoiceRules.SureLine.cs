using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Validation;

/// <content>A line whose values are known to be valid, taken as a whole.</content>
internal sealed partial class InvoiceRules
{
    /// <summary>Takes a line that <see cref="SureLines"/> recognised: the same facts as its walk would leave, and the same judgement.</summary>
    public void Line(int ordinal, InvoiceLine line)
    {
        var node = _grammar.Node(Fa3Ids.Line);
        _seen[node.Id] = 1;
        _ordinals[node.Id] = ordinal;
        _seen.AsSpan(node.FirstChild, node.ChildCount).Clear();
        Fact(Fa3Ids.LineNumber, line.Number);
        if (line.Name is not null) Fact(Fa3Ids.LineName, -1);
        if (line.Unit is not null) Fact(Fa3Ids.LineUnit, -1);
        Fact(Fa3Ids.LineQuantity, line.Quantity);
        Fact(Fa3Ids.LinePrice, line.UnitNetPrice);
        Fact(Fa3Ids.LineGrossPrice, line.UnitGrossPrice);
        Fact(Fa3Ids.LineDiscount, line.Discount);
        Fact(Fa3Ids.LineNet, line.NetAmount);
        Fact(Fa3Ids.LineGross, line.GrossAmount);
        Fact(Fa3Ids.LineTax, line.TaxAmount);
        // VatRate has the order of TStawkaPodatku, as RateBuckets has.
        if (line.Rate is { } rate) Fact(Fa3Ids.LineRate, (long)rate);
        if (line.IsAnnex15) Fact(Fa3Ids.LineAnnex15, 1);
        if (line.IsBefore) Fact(Fa3Ids.LineBefore, 1);
        Leave(node);
    }

    private void Fact(int id, long code)
    {
        _seen[id] = 1;
        _ordinals[id] = 1;
        _numbers[id] = 0;
        _integers[id] = code;
    }

    private void Fact(int id, in decimal? number)
    {
        if (!number.HasValue) return;
        _seen[id] = 1;
        _ordinals[id] = 1;
        _numbers[id] = number.GetValueOrDefault();
        _integers[id] = -1;
    }
}
