using System.Text;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>Whichever way an invoice comes, it is judged by the rules of the environment that it goes to, and what was found is told.</summary>
public sealed class JudgingTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_that_KSeF_would_reject_are_refused_before_a_transaction_too()
    {
        var good = _house.Draft("FV/1").Issue(_house.Time.GetUtcNow().ToInstant());
        var bad = IssuedInvoice.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good.Bytes.Span).Replace("<KodWaluty>PLN<", "<KodWaluty>ZŁOTY<", StringComparison.Ordinal)));
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => _house.Shop.PrepareAsync(bad, cancellationToken: Cancel));
        Assert.Equal("KO1204", Assert.Single(refused.Findings).Code);
        Assert.NotNull((await _house.Shop.PrepareAsync(good, cancellationToken: Cancel)).Prepared);
    }

    [Fact]
    public async Task A_transaction_of_ones_own_may_begin_with_a_draft_or_with_ready_bytes_too()
    {
        var request = new IssueRequest { IssuedAt = Instant.FromUtc(2026, 11, 23, 9, 0), Actor = "kasa 1" };
        var fromDraft = await _house.Shop.PrepareAsync(_house.Draft("FV/1"), request, Cancel);
        Assert.Contains("<DataWytworzeniaFa>2026-11-23T09:00:00Z</DataWytworzeniaFa>", Encoding.UTF8.GetString(fromDraft.Invoice.Bytes.Span), StringComparison.Ordinal);
        var fromBytes = await _house.Shop.PrepareAsync(fromDraft.Invoice.Bytes, request, Cancel);
        Assert.Equal((fromDraft.Prepared.Entry.Hash, fromDraft.CodeI), (fromBytes.Prepared.Entry.Hash, fromBytes.CodeI));
        Assert.Null(await _house.Shop.FindAsync(fromDraft.Invoice.Key, Cancel)); // nothing is stored
        await Assert.ThrowsAsync<IssueRefusedException>(() => _house.Shop.PrepareAsync("<x/>"u8.ToArray(), cancellationToken: Cancel));
        await Assert.ThrowsAsync<IssueRefusedException>(() => _house.Shop.PrepareAsync(InvoiceBuilder.Vat(Party.Seller(House.Nip, "S", "u", "m"), Party.Consumer("J", "u", "m")).Build(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_draft_is_judged_by_the_rules_of_the_environment_that_it_goes_to()
    {
        var draft = Draft("7740001455"); // the check digit is 4
        Assert.True(draft.CanIssue);
        Assert.Contains("KO2101", (await _house.Shop.IssueAsync(draft, cancellationToken: Cancel)).Findings.Select(f => f.Code));

        var production = _house.Taxpayer("real", environment: KsefEnvironment.Production);
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => production.IssueAsync(Draft("7740001455", "FV/2"), cancellationToken: Cancel));
        Assert.Equal("KO2101", Assert.Single(refused.Findings).Code);
        Assert.Null(await production.FindAsync(new InvoiceKey(Nip.Parse(House.Nip), InvoiceType.Vat, "FV/2"), Cancel));
    }

    [Fact]
    public async Task A_house_may_judge_more_severely_than_KSeF()
    {
        var draft = Builder("7740001454").Number("ZW/1").Line("Opieka", 1, "usł.", 300m, VatRate.Exempt).Build();
        var severe = _house.Taxpayer("severe", validation: new InvoiceValidatorOptions { Severities = new Dictionary<string, FindingSeverity?> { ["KO2312"] = FindingSeverity.Error } });
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => severe.IssueAsync(draft, cancellationToken: Cancel));
        Assert.Equal("KO2312", Assert.Single(refused.Findings).Code);
    }

    [Fact]
    public async Task What_the_Act_forbids_and_KSeF_takes_is_issued_and_told()
    {
        var draft = Builder("7740001454").Number("ZW/1").Line("Opieka", 1, "usł.", 300m, VatRate.Exempt).Build();
        var issued = await _house.Shop.IssueAsync(draft, cancellationToken: Cancel);
        Assert.Contains((FindingSeverity.Legal, "KO2312"), issued.Findings.Select(f => (f.Severity, f.Code)));
        using var signer = TestShop.Signer(1);
        Assert.Empty((await _house.Taxpayer("signs", signer: signer).IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Findings);
    }

    [Fact]
    public async Task Without_a_certificate_an_offline_invoice_is_issued_with_a_warning()
    {
        var offline = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.Null(offline.CodeII);
        Assert.Equal((FindingSeverity.Warning, "KO7015"), Assert.Single(offline.Findings.Select(f => (f.Severity, f.Code))));
        Assert.Empty((await _house.Shop.IssueAsync(_house.Draft("FV/2"), new IssueRequest { Mode = InvoicingMode.Online }, Cancel)).Findings);
    }

    [Fact]
    public async Task A_buyer_who_issues_in_the_name_of_the_seller_is_no_mistake_but_one_who_does_not_say_so_is()
    {
        InvoiceBuilder ToTheQueue(string number) => InvoiceBuilder
            .Vat(Party.Seller("1111111111", "Dostawca sp. z o.o.", "ul. Polna 3", "00-003 Warszawa"), Party.Buyer(House.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"))
            .Number(number).IssuedOn(new LocalDate(2026, 11, 23)).Line("Rower", 1m, "szt.", 100m, VatRate.Standard23);
        var online = new IssueRequest { Mode = InvoicingMode.Online };
        Assert.Empty((await _house.Shop.IssueAsync(ToTheQueue("FV/1").SelfInvoicing().Build(), online, Cancel)).Findings);
        Assert.Equal("KO7016", Assert.Single((await _house.Shop.IssueAsync(ToTheQueue("FV/2").Build(), online, Cancel)).Findings).Code);
    }

    [Fact]
    public async Task A_seller_other_than_the_one_that_the_queue_logs_in_for_is_issued_with_a_warning()
    {
        var finding = Assert.Single((await _house.Shop.IssueAsync(_house.Draft("FV/1", "1111111111"), new IssueRequest { Mode = InvoicingMode.Online }, Cancel)).Findings);
        Assert.Equal((FindingSeverity.Warning, "KO7016", "1111111111"), (finding.Severity, finding.Code, finding.Value));
    }

    [Fact]
    public async Task A_mode_that_the_law_closes_is_refused_in_both_languages()
    {
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => _house.Shop.IssueAsync(_house.Draft("FV/1"), new IssueRequest { Mode = InvoicingMode.Emergency }, Cancel));
        Assert.Equal("Odmowa wystawienia (tryb awaryjny): Nie trwa żadna ogłoszona awaria; odczuwany brak dostępu nią nie jest.", Assert.Single(refused.Findings).MessagePl);
    }

    private static InvoiceBuilder Builder(string buyer) => InvoiceBuilder
        .Vat(Party.Seller(House.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Buyer(buyer, "Hurtownia S.A.", "ul. Krótka 2", "30-001 Kraków"))
        .IssuedOn(new LocalDate(2026, 11, 23));

    private static InvoiceDraft Draft(string buyer, string number = "FV/1") => Builder(buyer).Number(number).Line("Usługa", 1, "szt.", 100m, VatRate.Standard23).Build();
}
