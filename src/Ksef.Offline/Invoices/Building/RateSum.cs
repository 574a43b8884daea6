using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>What the lines of one rate add up to: net-based and gross-based parts apart, because each has its own rounding.</summary>
internal sealed class RateSum
{
    private readonly decimal _percent;
    private decimal _net, _netWithOwnTax, _gross, _lineTax, _pln;

    internal RateSum(TaxBucket bucket, decimal percent) => (Bucket, _percent) = (bucket, Math.Clamp(percent, 0m, 100m));

    internal TaxBucket Bucket { get; }

    /// <summary>Tax in PLN, not rounded: the tax of each line by the exchange rate of that line.</summary>
    internal decimal TaxInPln => _pln;

    /// <summary>Adds a line; <paramref name="sign"/> is -1 for the state before a correction.</summary>
    internal void Add(InvoiceLine line, int sign, decimal? exchangeRate)
    {
        decimal tax;
        decimal? ownTax = line.TaxAmount is { } told ? Money.Bounded(told) : null;
        if (line.NetAmount is { } given)
        {
            var net = Money.Bounded(given);
            if (ownTax is { } own) (_lineTax, tax) = (_lineTax + (sign * own), own);
            else tax = net * _percent / 100m;
            if (ownTax is null) _net += sign * net;
            else _netWithOwnTax += sign * net;
        }
        else
        {
            var gross = Money.Bounded(line.GrossAmount ?? 0m);
            if (ownTax is { } own)
            {
                (_lineTax, tax) = (_lineTax + (sign * own), own);
                _netWithOwnTax += sign * (gross - own);
            }
            else
            {
                tax = gross * _percent / (100m + _percent);
                _gross += sign * gross;
            }
        }
        _pln += sign * Money.Product(tax, line.ExchangeRate ?? exchangeRate ?? 0m);
    }

    /// <summary>Net and tax, each rounded once over the whole rate; lines with a tax of their own (art. 106e(10)) keep it.</summary>
    internal (decimal Net, decimal Tax) Close()
    {
        var grossTax = Money.TaxWithin(_gross, _percent);
        return (_net + (_gross - grossTax) + _netWithOwnTax, Money.Round(_net * _percent / 100m) + grossTax + _lineTax);
    }
}
