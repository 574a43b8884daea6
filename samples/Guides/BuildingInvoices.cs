using Ksef.Offline;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Guides;

/// <summary>Drafts of the kinds that an ERP issues, and what becomes of a draft that is wrong.</summary>
internal static class BuildingInvoices
{
    public static async Task Run(string folder)
    {
        var today = new LocalDate(2026, 11, 20);
        #region readme-guide-ordinary
        var seller = Party.Seller("5261040828", "Zielona Łąka sp. z o.o.", "ul. Świętokrzyska 12/4", "00-916 Warszawa");
        var buyer = Party.Buyer("7740001454", "Hurtownia Źródło S.A.", "al. Niepodległości 100", "61-001 Poznań");

        InvoiceDraft draft = InvoiceBuilder.Vat(seller, buyer)
            .Number("FV/2026/11/0117").IssuedOn(today).SuppliedOn(today.PlusDays(-1))
            .Line("Papier ksero A4", 120, UnitOfMeasure.Piece, 18.90m, VatRate.Standard23)
            .Line("Podręcznik", 10, UnitOfMeasure.Piece, 64.00m, VatRate.Reduced5)
            .DueOn(today.PlusDays(14)).PayBy(PaymentMethod.Transfer).ToAccount("PL61109010140000071219812874")
            .Build();
        #endregion
        Expect.That(draft.CanIssue, "an ordinary invoice can be issued");

        #region readme-guide-totals
        var totals = draft.Body.Totals; // P_13_1, P_14_1, P_13_3, P_14_3, P_15
        Console.WriteLine($"23 %: {totals.Standard?.Net} + {totals.Standard?.Tax}; to pay {totals.AmountDue}");
        #endregion
        Expect.That(totals.Standard is { Net: 2268.00m, Tax: 521.64m } && totals.AmountDue == 2268.00m + 521.64m + 640.00m + 32.00m, "totals follow from the lines");

        #region readme-guide-issue
        IssuedInvoice issued = draft.Issue(SystemClock.Instance.GetCurrentInstant(), "MojERP 12.3");
        Console.WriteLine($"{issued.Key}: {issued.Bytes.Length} bytes, SHA-256 {issued.Hash}");
        #endregion
        Expect.That(issued.Key.Number == "FV/2026/11/0117", "the key is read from the bytes");

        #region readme-guide-foreign
        var german = Party.EuBuyer(EuCountryCode.Germany, "123456789", "Garten GmbH", Party.Address(CountryCode.Germany, "Unter den Linden 1", "10117 Berlin"));
        var inEuro = InvoiceBuilder.Vat(seller, german).Number("WDT/7").IssuedOn(today)
            .InCurrency(CurrencyCode.Eur).Line("Sadzonki", 100, "szt.", 2.50m, VatRate.ZeroIntraEu).Build();

        var exempt = InvoiceBuilder.Vat(seller, buyer).Number("ZW/1").IssuedOn(today)
            .Line("Opieka", 1, "usł.", 300m, VatRate.Exempt).ExemptUnder("art. 43 ust. 1 pkt 18 ustawy o VAT").Build();

        var fromGross = InvoiceBuilder.Vat(seller, Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków")).Number("PAR/9").IssuedOn(today)
            .GrossLine("Rower", 1, "szt.", 2460m, VatRate.Standard23).PaidOn(today).PayBy(PaymentMethod.Card).Build();
        #endregion
        Expect.That(inEuro.Findings.Count + exempt.Findings.Count + fromGross.Findings.Count == 0, "the other kinds can be issued");

        #region readme-guide-taxed-euro
        var taxedInEuro = InvoiceBuilder.Vat(seller, buyer).Number("EUR/1").IssuedOn(today)
            .InCurrency(CurrencyCode.Eur, exchangeRate: 4.2512m).Line("Konsultacje", 10, "godz.", 100m, VatRate.Standard23).Build(); // P_14_1W, the tax in PLN, is computed

        var domesticReverse = InvoiceBuilder.Vat(seller, buyer).Number("OO/1").IssuedOn(today)
            .Line("Uprawnienia do emisji", 10, "szt.", 300m, VatRate.ReverseCharge).Build(); // P_18 is set

        var serviceForGermany = InvoiceBuilder.Vat(seller, german).Number("UE/1").IssuedOn(today)
            .Line("Projekt ogrodu", 1, "usł.", 5000m, VatRate.EuServices).Build(); // np II

        var splitPayment = InvoiceBuilder.Vat(seller, buyer).Number("MPP/1").IssuedOn(today)
            .Line("Pręty stalowe", 10, "t", 4000m, VatRate.Standard23).WithLast(line => line with { IsAnnex15 = true })
            .SplitPayment().PayBy(PaymentMethod.Transfer).ToAccount("PL61109010140000071219812874").DueOn(today.PlusDays(30)).Build();
        #endregion
        Expect.That(taxedInEuro.Findings.Count + domesticReverse.Findings.Count + serviceForGermany.Findings.Count + splitPayment.Findings.Count == 0, "nothing is found in them");
        Expect.That(taxedInEuro.Body.Totals.Standard is { Tax: 230m, TaxInPln: 977.78m }, "the tax is converted");

        var numberOfAdvance = KsefNumber.Create(Nip.Parse("5261040828"), today, 78);
        #region readme-guide-advance
        var advance = InvoiceBuilder.Advance(seller, buyer).Number("ZAL/1").IssuedOn(today)
            .OrderLine("Tokarka", 1, "szt.", 10000m, VatRate.Standard23).Received(3690m, today).Build(); // P_15 is what was received: 3000 + 690

        var settlement = InvoiceBuilder.Settlement(seller, buyer).Number("ROZ/1").IssuedOn(today.PlusDays(30))
            .Line("Tokarka", 1, "szt.", 10000m, VatRate.Standard23) // the whole supply
            .Settles(numberOfAdvance, advance.Body.Totals).Build(); // P_15 is what is left: 8610
        #endregion
        Expect.That(advance.Findings.Count + settlement.Findings.Count == 0, "an advance and its settlement are sound");
        Expect.That(advance.Body.Totals.AmountDue == 3690m && settlement.Body.Totals.AmountDue == 8610m, "the settlement leaves the rest");

        var ksefNumber = KsefNumber.Create(Nip.Parse("5261040828"), today, 77);
        #region readme-guide-correction
        InvoiceLine original = draft.Body.Lines[0]; // or InvoiceReader.Read(bytes).Body.Lines[0]
        var correction = InvoiceBuilder.Correction(seller, buyer, InvoiceBuilder.Corrected(today, "FV/2026/11/0117", ksefNumber))
            .Number("KOR/2026/11/0003").IssuedOn(today.PlusDays(3)).Because("zwrot 20 ryz", CorrectionEffect.CorrectionPeriod)
            .CorrectLine(before: original, after: original with { Quantity = 100, NetAmount = 1890m })
            .Build();
        #endregion
        Expect.That(correction.CanIssue && correction.Body.Totals.AmountDue == (1890m - 2268m) * 1.23m, "a correction carries the difference");

        #region readme-guide-findings
        var wrong = InvoiceBuilder.Vat(seller, buyer).Number("FV/1").IssuedOn(today)
            .Line("Usługa", 1, "szt.", 300m, VatRate.Standard23)
            .ToAccount("1234") // too short for NrRB: KSeF would reject it
            .Build();
        foreach (var finding in wrong.Findings) Console.WriteLine($"{finding.Severity} {finding.Code} {finding.Path}: {finding.MessagePl}");
        if (!wrong.CanIssue) Console.WriteLine("Nothing to issue: mend the draft first.");
        #endregion
        Expect.That(!wrong.CanIssue && wrong.Findings.Count == 1, "the short account number is found");
        await SettleAsync(folder, seller, buyer);
    }

    private static async Task SettleAsync(string folder, Seller seller, Buyer buyer)
    {
        await using var shop = await Shop.OpenAsync(folder);
        var (invoicing, today) = (shop.Invoicing, Shop.Today);
        var advance = InvoiceBuilder.Advance(seller, buyer).Number("ZAL/2").IssuedOn(today).OrderLine("Tokarka", 1, "szt.", 10000m, VatRate.Standard23).Received(3690m, today).Build();
        #region readme-guide-settlement
        var issued = await invoicing.IssueAsync(advance); // no KSeF number yet
        var rest = InvoiceBuilder.Settlement(seller, buyer).Number("ROZ/2").IssuedOn(today)
            .Line("Tokarka", 1, "szt.", 10000m, VatRate.Standard23)
            .Settles(new OutsideAdvanceInvoice("ZAL/2"), advance.Body.Totals).Build();

        var kept = await invoicing.IssueSettlementAsync(rest, [issued.Entry.Key]); // kept.Issued is null: it waits
        await invoicing.SendDueAsync(); // the advance, then the settlement with NrKSeFFaZaliczkowej and the date of this day
        #endregion
        Expect.That(kept.Issued is null, "a settlement waits for the number of its advance");
        var (number, settled) = ((await invoicing.FindAsync(issued.Entry.Key))!.Acceptance!.Number, (await invoicing.FindAsync(kept.Entry.Key))!);
        Expect.That(settled.State == OutboxState.Accepted && System.Text.Encoding.UTF8.GetString(settled.Bytes.Span).Contains($"<NrKSeFFaZaliczkowej>{number}<", StringComparison.Ordinal), "it names the number");
    }
}
