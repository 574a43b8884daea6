using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Building;

/// <summary>What a careless program asks of the builder: any kind, any texts (too long, empty, with blanks and control characters), any numbers, any dates.</summary>
internal sealed class ChanceOrder(int seed)
{
    private readonly Random _random = new(seed);

    internal InvoiceDraft Build()
    {
        var builder = Kind().IssuedOn(Date());
        if (_random.Next(20) > 0) builder.Number(Text(256));
        if (Maybe) builder.IssuedIn(Text(256));
        if (Maybe) builder.SuppliedOn(Date());
        if (Maybe) builder.InCurrency(CurrencyCode.Eur, Maybe ? Number(6) : null);
        for (var i = _random.Next(4); i > 0; i--) Line(builder);
        for (var i = _random.Next(3); i > 0; i--) builder.OrderLine(Text(512), Number(6), Text(256), Number(8), Rate());
        if (Maybe) builder.Received(Number(2), Date(), Maybe ? Number(6) : null);
        if (Maybe) builder.DueOn(Date()).PayBy(Maybe ? PaymentMethod.Cash : new CodeOrDescription<PaymentMethod>("kompensata")).ToAccount("49102028922276300500000000");
        if (Maybe) builder.ExemptUnder(Text(256), (ExemptionBasis)_random.Next(1, 4));
        if (Maybe) builder.UnderMargin((MarginScheme)_random.Next(1, 5));
        if (Maybe) builder.Charge(Number(2), Text(256)).Deduct(Number(2), Text(256));
        if (Maybe) builder.Note(Text(256), Text(256), Maybe ? _random.Next(-1, 4) : null);
        if (Maybe) builder.ForLocalGovernmentUnit(Maybe ? "5252248481" : "5252248481-00017", Text(512));
        if (Maybe) builder.Customize(b => b with { IsForReceipt = true, HasRelatedParties = Maybe });
        if (Maybe) builder.With(new Footer { Texts = [new FooterText { Text = Text(3500) }] });
        return builder.Build();
    }

    private bool Maybe => _random.Next(4) == 0;

    private InvoiceBuilder Kind()
    {
        var seller = Party.Seller("5261040828", Text(512), "ul. Lipowa 7", Text(512));
        var buyer = _random.Next(3) switch { 0 => Party.Buyer("5252248481", "Budowa S.A.", Text(512)), 1 => Party.Consumer(Text(512), Text(512)), _ => Party.NipOnly("5252248481") };
        var corrected = InvoiceBuilder.Corrected(Date(), Text(256), Maybe ? KsefNumber.Create(seller.Nip, new LocalDate(2026, 1, 15), 77) : null);
        return _random.Next(7) switch
        {
            0 => InvoiceBuilder.Vat(seller, buyer),
            1 => InvoiceBuilder.Correction(seller, buyer, corrected),
            2 => InvoiceBuilder.Advance(seller, buyer),
            3 => InvoiceBuilder.AdvanceCorrection(seller, buyer, corrected).ReceivedBefore(Number(2)),
            4 => InvoiceBuilder.Settlement(seller, buyer).Settles(new OutsideAdvanceInvoice(Text(256)), new Totals { AmountDue = 0m, Standard = new TaxedTotal(Number(2), Number(2)) }),
            5 => InvoiceBuilder.SettlementCorrection(seller, buyer, corrected).RemainderBefore(Number(2)),
            _ => InvoiceBuilder.Simplified(seller, buyer),
        };
    }

    private void Line(InvoiceBuilder builder)
    {
        switch (_random.Next(4))
        {
            case 0: builder.Line(Text(512), Number(6), Text(256), Number(8), Rate(), Maybe ? Number(8) : null); break;
            case 1: builder.GrossLine(Text(512), Number(6), Text(256), Number(8), Rate()); break;
            case 2: builder.MarginLine(Text(512), Number(6), Text(256), Number(8)); break;
            default: builder.OneStopShopLine(Text(512), Number(6), Text(256), Number(8), _random.Next(-1, 102)); break;
        }
        if (Maybe) builder.WithLast(l => l with { Index = Text(50), Gtin = Text(20), Group = GoodsGroup.Gtu05, Procedure = SupplyProcedure.Triangular, IsAnnex15 = true });
    }

    private VatRate Rate() => (VatRate)_random.Next((int)VatRate.EuServices + 1);

    private LocalDate Date() => _random.Next(60) == 0 ? new LocalDate(1999, 1, 1) : new LocalDate(2025, 12, 1).PlusDays(_random.Next(90));

    /// <summary>Mostly a number that fits; now and then one decimal too many.</summary>
    private decimal Number(int decimals)
    {
        var number = _random.Next(-100, 1_000_000) / 100m;
        return _random.Next(80) == 0 ? number + new decimal(1, 0, 0, false, (byte)(decimals + 1)) : number;
    }

    /// <summary>Mostly a good text; now and then with blanks to collapse, too long, empty, or with a character that must not be.</summary>
    private string Text(int longest) => _random.Next(160) switch
    {
        0 => "",
        1 => new string('ż', longest + 1),
        2 => "a\u0001b",
        3 => "a\u0085b\u0090",
        4 => "pół \uD83D",
        5 or 6 => new string('ż', longest),
        < 20 => "  dwa   wyrazy\t\n i <znaki> & \"cytat\"  ",
        < 30 => "emoji 😀 ]]>",
        _ => "Łąka nr " + _random.Next(100),
    };
}
