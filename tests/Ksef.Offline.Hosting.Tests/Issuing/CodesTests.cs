using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>Codes that are needed later than at the issue: an online invoice becomes an offline one, a draft is issued.</summary>
public sealed class CodesTests : IDisposable
{
    private readonly House _house = new();
    private readonly CertificateLinkSigner _signer;
    private readonly OfflineInvoicing _shop;

    public CodesTests()
    {
        using var certificate = TestShop.Certificate(0x61, House.Monday.AddDays(-10), House.Monday.AddDays(31));
        _signer = CertificateLinkSigner.FromCertificate(certificate);
        _shop = _house.Taxpayer("shop", signer: _signer);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _signer.Dispose();

    [Fact]
    public async Task An_online_invoice_that_became_an_offline_one_gets_its_KOD_II_once_for_the_same_bytes()
    {
        var issued = await _shop.IssueAsync(_house.Draft("FV/1"), new IssueRequest { Mode = InvoicingMode.Online }, Cancel);
        Assert.Null(issued.CodeII);
        Assert.Null((await _shop.FindDocumentAsync(issued.Entry.Key, Cancel))!.CodeII);
        _house.Ksef.Answer = i => new GatewayOutcome.NotSent(i.Key, "down", NeedsPerson: true);
        _house.Time.Advance(TimeSpan.FromDays(1));
        await SendOnceAsync();

        var found = (await _shop.FindDocumentAsync(issued.Entry.Key, Cancel))!;
        Assert.Equal((InvoicingMode.Offline24, issued.Invoice.Hash, issued.CodeI), (found.Entry.Mode.Mode, found.Invoice.Hash, found.CodeI));
        Assert.NotNull(found.CodeII);
        Assert.Contains(issued.Invoice.Hash.ToBase64Url(), found.CodeII.ToString(), StringComparison.Ordinal);
        Assert.Equal(found.CodeII, (await _shop.FindDocumentAsync(issued.Entry.Key, Cancel))!.CodeII);
        Assert.Equal(2, await CodesOfAsync(issued.Entry.Key));
        Assert.Null(EvidenceChains.FirstBroken(await _house.Outbox.Evidence.ReadAsync(EvidenceChains.Of(issued.Entry.Key), Cancel).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Without_a_certificate_or_with_one_that_is_over_there_is_no_KOD_II_and_nothing_fails()
    {
        var issued = await _house.Taxpayer("shop").IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.Null((await _house.Taxpayer("shop").FindDocumentAsync(issued.Entry.Key, Cancel))!.CodeII);
        _house.Time.Advance(TimeSpan.FromDays(60));
        Assert.Null((await _shop.FindDocumentAsync(issued.Entry.Key, Cancel))!.CodeII);
        Assert.Equal(1, await CodesOfAsync(issued.Entry.Key));
    }

    [Fact]
    public async Task An_invoice_with_a_number_needs_no_KOD_II_any_more()
    {
        var issued = await _house.Taxpayer("shop").IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Null((await _shop.FindDocumentAsync(issued.Entry.Key, Cancel))!.CodeII);
        Assert.Equal(1, await CodesOfAsync(issued.Entry.Key));
    }

    [Fact]
    public async Task A_correction_that_waited_has_both_codes_of_its_own_bytes_once_it_is_issued()
    {
        var original = (await _shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry.Key;
        var line = new InvoiceLine { Number = 1, Name = "Usługa", Quantity = 1, Unit = "szt.", UnitNetPrice = 100m, NetAmount = 100m, Rate = VatRate.Standard23 };
        var today = WarsawTime.DateOf(_house.Time.GetUtcNow().ToInstant());
        var draft = InvoiceBuilder.Correction(
                Party.Seller(House.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"), InvoiceBuilder.Corrected(today, "FV/1", null))
            .Number("KOR/1").IssuedOn(today).Because("rabat").CorrectLine(line, line with { UnitNetPrice = 90m, NetAmount = 90m }).Build();
        var kept = await _shop.IssueCorrectionAsync(draft, original, cancellationToken: Cancel);
        Assert.Null(await _shop.FindDocumentAsync(kept.Entry.Key, Cancel));
        _house.Ksef.Answer = i => i.Key == kept.Entry.Key ? new GatewayOutcome.NotSent(i.Key, "down", NeedsPerson: true) : null;
        await SendOnceAsync();
        await SendOnceAsync();
        var found = (await _shop.FindDocumentAsync(kept.Entry.Key, Cancel))!;
        Assert.Equal(OutboxState.Issued, found.Entry.State);
        foreach (var code in new[] { found.CodeI, found.CodeII }) Assert.Contains(found.Invoice.Hash.ToBase64Url(), code!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>One round of sending: whoever waits for a person is not waited for.</summary>
    private async Task SendOnceAsync()
    {
        using var stop = new CancellationTokenSource();
        var sending = _shop.SendDueAsync(cancellationToken: stop.Token);
        for (var second = 0; second < 30 && !sending.IsCompleted; second++)
        {
            _house.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(sending, Task.Delay(10, Cancel));
        }
        await stop.CancelAsync();
        await sending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<int> CodesOfAsync(Ksef.Offline.Invoices.InvoiceKey key) =>
        (await _house.Outbox.Evidence.ReadAsync(EvidenceChains.Of(key), Cancel).ToListAsync(Cancel)).Count(r => r.Text.StartsWith("code ", StringComparison.Ordinal));
}
