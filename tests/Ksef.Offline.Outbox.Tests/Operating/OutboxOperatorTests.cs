using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Operating;

public sealed class OutboxOperatorTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private OutboxOperator Person => new(_house.Outbox.Store, _house.Outbox.Evidence);

    [Fact]
    public async Task Held_released_and_withdrawn_leave_their_reasons_in_the_evidence()
    {
        await _house.EnqueueAsync(1);
        var key = SampleEntries.Key(1);
        Assert.Equal(OutboxState.Held, (await Person.HoldAsync(key, "price in doubt", "anna", _house.Now, Token)).Entry!.State);
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Empty(_house.Ksef.Tried);
        Assert.Equal(OutboxState.Issued, (await Person.ReleaseAsync(key, "price confirmed", "anna", _house.Now, Token)).Entry!.State);
        Assert.True((await Person.WithdrawAsync(key, "never issued to anybody", "anna", _house.Now, Token)).IsDone);
        Assert.Equal(["held: price in doubt", "released: price confirmed", "withdrawn: never issued to anybody"], (await _house.EvidenceAsync(1)).Select(e => e.Text));
        Assert.Equal("KO5002", (await Person.ReleaseAsync(key, "again", "anna", _house.Now, Token)).Refusal!.Code);
    }

    [Fact]
    public async Task A_refused_verb_changes_nothing_not_even_the_state()
    {
        await _house.EnqueueAsync(1);
        var refusal = (await Person.ReleaseAsync(SampleEntries.Key(1), "why", "anna", _house.Now, Token)).Refusal!;
        Assert.Equal(("KO5002", "ReleasedUnsent cannot happen to an entry that is Issued."), (refusal.Code, refusal.Message));
        Assert.Equal(OutboxState.Issued, (await _house.EntryAsync(1)).State);
        Assert.Equal("KO5030", (await Person.HoldAsync(SampleEntries.Key(9), "why", "anna", _house.Now, Token)).Refusal!.Code);
        await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 1, "worker"), Token);
        Assert.Equal("KO5031", (await Person.HoldAsync(SampleEntries.Key(1), "why", "anna", _house.Now, Token)).Refusal!.Code);
        await Assert.ThrowsAsync<ArgumentException>(() => Person.HoldAsync(SampleEntries.Key(1), " ", "anna", _house.Now, Token));
    }

    [Fact]
    public async Task A_hand_over_is_recorded_whoever_holds_the_entry_and_the_first_one_stays()
    {
        await _house.EnqueueAsync(1);
        await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 1, "worker"), Token);
        await Person.RecordHandOverAsync(SampleEntries.Key(1), _house.Now, "paper", "anna", Token);
        var again = await Person.RecordHandOverAsync(SampleEntries.Key(1), _house.Now + Duration.FromHours(1), "mail", "anna", Token);
        Assert.Equal((_house.Now, "paper"), (again.Entry!.Delivery.HandedOverAt!.Value, again.Entry.Delivery.How));
        Assert.Equal(2, (await _house.EvidenceAsync(1)).Count(e => e.Kind == EvidenceKind.Delivery));
    }

    [Fact]
    public async Task A_correction_waits_behind_its_original_and_is_built_and_sent_when_the_number_arrives()
    {
        var key = new InvoiceKey(SampleEntries.Seller, InvoiceType.Correction, "KOR/1/2026");
        var draft = CorrectionDrafts.Prepare(new DraftRequest(
            key, [SampleEntries.Key(1)], File(PlaceholderDraftBuilder.Number, PlaceholderDraftBuilder.Date), SampleEntries.Taxpayer,
            new ModeDecision(InvoicingMode.Offline24, "the line is down", "anna", _house.Now), _house.Now));
        await _house.Outbox.Store.EnqueueAsync(draft, Token);
        var engine = new DeadlineEngine();
        var release = new DraftRelease(_house.Outbox.Store, _house.Outbox.Evidence, new PlaceholderDraftBuilder(), engine);
        Assert.Empty(await release.RunAsync(new(AnnouncementTimeline.Empty, 0), _house.Now, "anna", Token));

        await _house.EnqueueAsync(1);
        var dispatcher = new Dispatcher(
            _house.Outbox.Store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, _house.Ksef)], _house.Options, _house.Time, new Random(1), engine, release);
        await _house.DrainAsync(dispatcher);
        await _house.DrainAsync(dispatcher);
        var sent = (await _house.Outbox.Store.FindAsync(key, Token))!;
        Assert.Equal((OutboxState.Accepted, new LocalDate(2026, 11, 20)), (sent.State, sent.IssueDate));
        var text = Encoding.UTF8.GetString(sent.Bytes.Span);
        Assert.Contains($"<NrKSeFFaKorygowanej>{_house.Ksef.NumberOf(SampleEntries.Key(1))}</NrKSeFFaKorygowanej>", text, StringComparison.Ordinal);
        Assert.Equal(["FV/1/2026", "KOR/1/2026"], _house.Ksef.Tried.Select(c => c.Items[0].Key.Number));
    }

    [Fact]
    public async Task A_file_that_does_not_fit_its_draft_is_refused()
    {
        var key = new InvoiceKey(SampleEntries.Seller, InvoiceType.Correction, "KOR/1/2026");
        var draft = CorrectionDrafts.Prepare(new DraftRequest(
            key, [SampleEntries.Key(1)], "draft"u8.ToArray(), SampleEntries.Taxpayer, new ModeDecision(InvoicingMode.Offline24, "why", "anna", _house.Now), _house.Now)).Entry;
        var number = SampleEntries.Number(1);
        Assert.Empty(CorrectionDrafts.Check(draft, IssuedInvoice.Read(File(number.ToString(), "2026-11-20")), Of(number)));
        Assert.Equal("KO5044", Assert.Single(CorrectionDrafts.Check(draft, IssuedInvoice.Read(File(SampleEntries.Number(2).ToString(), "2026-11-20")), Of(number))).Code);
        Assert.Equal("KO5043", Assert.Single(CorrectionDrafts.Check(draft with { Key = SampleEntries.Key(5) }, IssuedInvoice.Read(File(number.ToString(), "2026-11-20")), Of(number))).Code);
        Assert.Throws<FormatException>(() => new PlaceholderDraftBuilder().Build(draft, Of(number), new LocalDate(2026, 11, 20)));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_draft_that_cannot_be_built_keeps_waiting_and_says_why()
    {
        var key = new InvoiceKey(SampleEntries.Seller, InvoiceType.Correction, "KOR/1/2026");
        await _house.EnqueueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        await _house.Outbox.Store.EnqueueAsync(CorrectionDrafts.Prepare(new DraftRequest(
            key, [SampleEntries.Key(1)], "draft"u8.ToArray(), SampleEntries.Taxpayer, new ModeDecision(InvoicingMode.Offline24, "why", "anna", _house.Now), _house.Now)), Token);
        var release = new DraftRelease(_house.Outbox.Store, _house.Outbox.Evidence, new PlaceholderDraftBuilder(), new DeadlineEngine());
        var refused = Assert.Single(await release.RunAsync(new(AnnouncementTimeline.Empty, 0), _house.Now, "anna", Token));
        Assert.Equal(("KO5045", key.ToString()), (refused.Refusal!.Code, refused.Refusal.Path));
        Assert.Equal(OutboxState.Blocked, (await _house.Outbox.Store.FindAsync(key, Token))!.State);
    }

    [Fact]
    public void A_technical_correction_with_another_number_is_refused()
    {
        var invoice = IssuedInvoice.Read(File("x", "2026-11-20"));
        var refused = SampleEntries.Entry(1) with { Key = invoice.Key with { Number = "KOR/2/2026" }, IssueDate = invoice.IssueDate };
        Assert.Equal("KO5040", Assert.Single(TechnicalCorrectionGuard.Check(refused, invoice)).Code);
        Assert.Equal("KO5041", Assert.Single(TechnicalCorrectionGuard.Check(refused with { Key = invoice.Key }, invoice)).Code);
    }

    [Fact]
    public async Task The_register_finds_an_invoice_by_anything_and_numbers_without_gaps()
    {
        for (var i = 1; i <= 3; i++)
        {
            var prepared = SampleEntries.Prepared(i);
            await _house.Outbox.Store.EnqueueAsync(prepared with { Entry = prepared.Entry with { Reference = new NumberingScheme { Mark = "SKLEP1" }.Next(prepared.Entry.IssueDate) } }, Token);
        }
        await _house.DrainAsync(_house.Dispatcher());
        await _house.Outbox.Register.RecordAsync(
            new OutsideDocument(new NumberingScheme { Mark = "SKLEP1" }.Next(new LocalDate(2026, 11, 20)), SampleEntries.Seller, "P/1", new LocalDate(2026, 11, 20), _house.Now, "anna", "total failure"), Token);
        var book = new RegisterBook(_house.Outbox.Store, _house.Outbox.Register);
        var entry = await _house.EntryAsync(2);
        foreach (var text in new[] { entry.Key.ToString(), entry.Key.Number, entry.Hash.ToBase64(), entry.Hash.ToBase64Url(), entry.Acceptance!.Number.ToString(), entry.Reference.ToString() })
            Assert.Equal(entry.Key, Assert.Single(await book.FindAsync(text, Token)).Key);
        Assert.Equal("P/1", Assert.Single(await book.FindAsync("OFF/2026/11/SKLEP1/000004", Token)).Number);
        using var csv = new StringWriter();
        await RegisterCsv.WriteAsync(csv, book.ReadAsync(OutboxQuery.All, Token), Token);
        Assert.Equal(6, csv.ToString().Split("\r\n").Length);
        Assert.StartsWith("OFF/2026/11/SKLEP1/000001,5261040828/VAT/FV/1/2026,5261040828,VAT,FV/1/2026,", csv.ToString().Split("\r\n")[1], StringComparison.Ordinal);
    }

    private static Dictionary<InvoiceKey, KsefNumber> Of(KsefNumber number) => new() { [SampleEntries.Key(1)] = number };

    private static byte[] File(string number, string day) => Encoding.UTF8.GetBytes(
        $"<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Podmiot1><DaneIdentyfikacyjne><NIP>{SampleEntries.Seller}</NIP></DaneIdentyfikacyjne></Podmiot1><Fa><P_1>{day}</P_1><P_2>KOR/1/2026</P_2><RodzajFaktury>KOR</RodzajFaktury>"
        + $"<DaneFaKorygowanej><NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>{number}</NrKSeFFaKorygowanej></DaneFaKorygowanej></Fa></Faktura>");
}
