using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Issuing;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;

namespace Panel.Demo;

/// <summary>Makes invoices that are FA(3) in earnest, with both codes, and prepares them for the outbox.</summary>
internal sealed class DemoInvoices(ILinkSigner signer, DeadlineEngine engine)
{
    public const string Garden = "5261040828";
    public const string Books = "7740001454";

    private static readonly string[] Goods = ["Rower miejski", "Ławka ogrodowa", "Sekator", "Donica ceramiczna", "Taczka", "Wąż ogrodowy 25 m", "Nasiona łąki kwietnej", "Kosiarka ręczna"];
    private readonly InvoicePreparer _preparer = new(engine);

    public static IssuedInvoice Issue(string nip, string number, LocalDate day, Instant at)
    {
        var which = number.Sum(c => c) % Goods.Length;
        var seller = nip == Garden ? Party.Seller(nip, "Zielona Łąka Sp. z o.o.", "ul. Świętokrzyska 12/4", "00-916 Warszawa") : Party.Seller(nip, "Księgarnia Źródło S.A.", "al. Niepodległości 100", "61-001 Poznań");
        return InvoiceBuilder.Vat(seller, Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
            .Number(number).IssuedOn(day)
            .GrossLine(Goods[which], which + 1, "szt.", 123m + (41 * which), VatRate.Standard23)
            .Build().Issue(at, "Panel");
    }

    public PreparedInvoice Prepare(IssuedInvoice invoice, InvoicingMode mode, string reason, Instant at, BookPage announcements)
    {
        var context = VerificationContext.ForNip(invoice.Key.SellerNip);
        var codes = new List<string> { VerificationLinks.ForInvoice(KsefEnvironment.Test, invoice).ToString() };
        if (mode != InvoicingMode.Online) codes.Add(VerificationLinks.ForCertificate(KsefEnvironment.Test, invoice, context, signer, at).ToString());
        var taxpayer = new TaxpayerContext(invoice.Key.SellerNip.ToString() == Garden ? "zielona-laka" : "zrodlo", context);
        var preparation = _preparer.Prepare(new PrepareRequest(invoice, taxpayer, new ModeDecision(mode, reason, "kasa 1", at), at) { Codes = codes }, announcements);
        return preparation.Prepared ?? throw new InvalidOperationException(string.Join(" ", preparation.Findings));
    }
}
