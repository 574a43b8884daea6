using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Corrections;

/// <summary>Drafts behind other invoices: what they wait for, when they are issued, and what happens where the number will never come.</summary>
public sealed class DraftReleaseTests
{
    private static readonly DeadlineEngine Engine = new();

    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DraftRelease Release => new(_house.Outbox.Store, _house.Outbox.Evidence, new PlaceholderDraftBuilder(), Engine);

    private OutboxOperator Person => new(_house.Outbox.Store, _house.Outbox.Evidence);

    [Fact]
    public async Task A_draft_is_issued_and_sent_as_soon_as_the_number_arrives_without_waiting_for_the_next_housekeeping()
    {
        _house.Options = _house.Options with { HousekeepingInterval = Duration.FromDays(300) };
        await _house.EnqueueAsync(1);
        await DraftAsync("K/1", 1);
        await DraftAsync("K/2", Key("K/1"));
        var heard = new Heard();
        using var stop = new CancellationTokenSource();
        var running = Dispatcher(heard).RunAsync(stop.Token);
        await _house.PassTimeUntilAsync(heard.AcceptedAsync(Key("K/2")));
        await stop.CancelAsync();
        await running;
        Assert.Equal(["FV/1/2026", "K/1", "K/2"], _house.Ksef.Tried.Select(c => c.Items[0].Key.Number));
        Assert.True(_house.Now - SampleEntries.Noon < Duration.FromHours(6));
    }

    [Fact]
    public async Task A_draft_behind_several_invoices_waits_for_the_last_number_and_names_them_all()
    {
        await _house.EnqueueAsync(1);
        await DraftAsync("K/1", 1, 2, 3);
        await _house.DrainAsync(Dispatcher());
        await _house.EnqueueAsync(3);
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.Blocked, (await FindAsync("K/1")).State);
        await _house.EnqueueAsync(2);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        var sent = await FindAsync("K/1");
        Assert.Equal(OutboxState.Accepted, sent.State);
        foreach (var number in new[] { 1, 2, 3 }) Assert.Contains($">{_house.Ksef.NumberOf(SampleEntries.Key(number))}<", Encoding.UTF8.GetString(sent.Bytes.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("awaits", Encoding.UTF8.GetString(sent.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_released_draft_tells_the_application_and_leaves_what_was_drafted_in_the_evidence()
    {
        await _house.EnqueueAsync(1);
        var draft = await DraftAsync("K/1", 1);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        var told = await _house.Outbox.Notifications.TakeAsync(_house.Now, Duration.FromMinutes(1), 100, Token);
        var number = _house.Ksef.NumberOf(SampleEntries.Key(1)).ToString();
        Assert.Single(told, n => n.Kind == NotificationKind.OriginalNumbered && n.Key == draft.Key && n.Text == number);
        var evidence = await _house.Outbox.Evidence.ReadAsync(EvidenceChains.Of(draft.Key), Token).ToListAsync(Token);
        Assert.Equal(draft.Bytes.ToArray(), evidence.Single(e => e.PayloadName == "draft.bin").Payload!.Value.ToArray());
        Assert.Null(EvidenceChains.FirstBroken(evidence));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_behind_what_was_refused_or_withdrawn_tells_a_person_once_and_goes_on_waiting(bool withdrawn)
    {
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(1, mode: InvoicingMode.Online), Token);
        if (withdrawn) await Person.WithdrawAsync(SampleEntries.Key(1), "mistake", "anna", _house.Now, Token);
        else _house.Ksef.Refuse = item => item.Key == SampleEntries.Key(1) ? new GatewayOutcome.Rejected(item.Key, RejectionKind.Semantic, 450, "no", default) : null;
        await DraftAsync("K/1", 1);
        for (var i = 0; i < 3; i++) await _house.DrainAsync(Dispatcher());
        var draft = await FindAsync("K/1");
        var state = withdrawn ? "Withdrawn" : "Rejected";
        Assert.Equal((OutboxState.Blocked, $"waits in vain: {SampleEntries.Key(1)} is {state} and will get no KSeF number"), (draft.State, draft.Note));
        var told = await _house.Outbox.Notifications.TakeAsync(_house.Now, Duration.FromMinutes(1), 100, Token);
        Assert.Single(told, n => n.Key == draft.Key && n.Kind == NotificationKind.NeedsDecision);
        Assert.True((await Person.WithdrawAsync(draft.Key, "nothing to correct", "anna", _house.Now, Token)).IsDone);
    }

    [Fact]
    public async Task A_draft_behind_an_invoice_that_never_came_tells_a_person_after_a_day_and_is_issued_if_it_comes_after_all()
    {
        await DraftAsync("K/1", 1);
        await _house.DrainAsync(Dispatcher());
        Assert.StartsWith("waits for", (await FindAsync("K/1")).Note, StringComparison.Ordinal);
        _house.Time.Advance(TimeSpan.FromDays(1));
        await _house.DrainAsync(Dispatcher());
        Assert.Equal($"waits in vain: {SampleEntries.Key(1)} is not in this outbox", (await FindAsync("K/1")).Note);
        await _house.EnqueueAsync(1);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.Accepted, (await FindAsync("K/1")).State);
    }

    [Fact]
    public async Task A_held_or_awaited_original_keeps_its_draft_waiting_in_silence()
    {
        await _house.EnqueueAsync(1);
        await Person.HoldAsync(SampleEntries.Key(1), "price in doubt", "anna", _house.Now, Token);
        await DraftAsync("K/1", 1);
        await _house.DrainAsync(Dispatcher());
        Assert.StartsWith("waits for", (await FindAsync("K/1")).Note, StringComparison.Ordinal);
        await Person.ReleaseAsync(SampleEntries.Key(1), "fine", "anna", _house.Now, Token);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.Accepted, (await FindAsync("K/1")).State);
    }

    [Fact]
    public async Task The_number_of_an_original_that_was_mended_by_a_technical_correction_serves_as_any()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.Refuse = item => item.Corrects is null && item.Key == SampleEntries.Key(1) ? new GatewayOutcome.Rejected(item.Key, RejectionKind.Technical, 430, "form", default) : null;
        await DraftAsync("K/1", 1);
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.AwaitingCorrection, (await _house.EntryAsync(1)).State);
        var leased = await _house.Outbox.Store.LeaseAsync(new("acme", _house.Now, Duration.FromMinutes(1), 1, "anna", [SampleEntries.Key(1)]), Token);
        var mended = EntryTransitions.Apply(leased[0].Entry, new OutboxEvent.CorrectionSupplied(_house.Now, "anna", SampleEntries.Bytes("<Faktura>mended</Faktura>"), "form"));
        await _house.Outbox.Store.CommitAsync([new(leased[0], mended)], _house.Now, Token);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.Accepted, (await FindAsync("K/1")).State);
        Assert.Contains($">{_house.Ksef.NumberOf(SampleEntries.Key(1))}<", Encoding.UTF8.GetString((await FindAsync("K/1")).Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_the_builder_throws_stops_neither_the_other_drafts_nor_the_sending()
    {
        await _house.EnqueueAsync(1, 2);
        await DraftAsync("K/1", 1);
        await DraftAsync("K/2", 1);
        await DraftAsync("K/3", 1);
        var release = new DraftRelease(_house.Outbox.Store, _house.Outbox.Evidence, new TemperBuilder(), Engine);
        await _house.DrainAsync(Dispatcher(release: release));
        await _house.DrainAsync(Dispatcher(release: release));
        Assert.Equal([OutboxState.Blocked, OutboxState.Blocked, OutboxState.Accepted], [(await FindAsync("K/1")).State, (await FindAsync("K/2")).State, (await FindAsync("K/3")).State]);
        Assert.Equal(OutboxState.Accepted, (await _house.EntryAsync(2)).State);
        var outcomes = await release.RunAsync(new BookPage(AnnouncementTimeline.Empty, 0), _house.Now, "anna", Token);
        Assert.Equal(["KO5045", "KO5045"], outcomes.Select(o => o.Refusal!.Code));
    }

    [Fact]
    public async Task A_mode_that_nothing_carries_on_the_day_of_issue_becomes_offline24_with_the_reason_in_the_evidence()
    {
        await _house.EnqueueAsync(1);
        var draft = await DraftAsync("K/1", [SampleEntries.Key(1)], InvoicingMode.Emergency);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        var sent = await FindAsync("K/1");
        Assert.Equal((InvoicingMode.Offline24, OutboxState.Accepted), (sent.Mode.Mode, sent.State));
        var evidence = await _house.Outbox.Evidence.ReadAsync(EvidenceChains.Of(draft.Key), Token).ToListAsync(Token);
        Assert.Single(evidence, e => e.Kind == EvidenceKind.ModeDecided && e.Text.StartsWith("Emergency to Offline24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_total_failure_a_draft_goes_on_waiting_and_is_issued_after_it()
    {
        await _house.EnqueueAsync(1);
        await _house.DrainAsync(Dispatcher());
        await DraftAsync("K/1", 1);
        await _house.AnnounceAsync(AnnouncementKind.TotalFailure, _house.Now - Duration.FromHours(1), eventId: "t");
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.Blocked, (await FindAsync("K/1")).State);
        await _house.AnnounceAsync(AnnouncementKind.TotalFailure, SampleEntries.Noon - Duration.FromHours(1), _house.Now, eventId: "t", version: 2);
        _house.Time.Advance(TimeSpan.FromDays(3));
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        Assert.Equal(OutboxState.Accepted, (await FindAsync("K/1")).State);
    }

    [Fact]
    public async Task A_draft_that_was_drafted_in_a_failure_and_issued_after_it_is_no_emergency()
    {
        await _house.AnnounceAsync(AnnouncementKind.Failure, _house.Now - Duration.FromHours(1), _house.Now + Duration.FromHours(1));
        await DraftAsync("K/1", 1);
        _house.Time.Advance(TimeSpan.FromHours(3));
        await _house.Outbox.Store.EnqueueAsync(new(SampleEntries.Entry(1) with { IssuedAt = _house.Now }, []), Token);
        await _house.DrainAsync(Dispatcher());
        await _house.DrainAsync(Dispatcher());
        Assert.Equal((InvoicingMode.Offline24, OutboxState.Accepted), ((await FindAsync("K/1")).Mode.Mode, (await FindAsync("K/1")).State));
    }

    [Fact]
    public async Task An_announcement_gives_a_waiting_draft_no_deadline_and_tells_nobody()
    {
        var draft = await DraftAsync("K/1", 1);
        await _house.AnnounceAsync(AnnouncementKind.Failure, _house.Now, _house.Now + Duration.FromHours(1));
        await Dispatcher().RunRoundAsync(Token);
        var waiting = await FindAsync("K/1");
        Assert.Equal((draft.Deadline.Deadline, 1L), (waiting.Deadline.Deadline, waiting.Deadline.TimelineVersion));
        Assert.Empty(await _house.Outbox.Notifications.TakeAsync(_house.Now, Duration.FromMinutes(1), 100, Token));
    }

    [Fact]
    public async Task A_release_for_one_taxpayer_leaves_the_drafts_of_the_others_alone()
    {
        await _house.EnqueueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        await DraftAsync("K/1", 1);
        DraftRelease For(string taxpayer) => new(_house.Outbox.Store, _house.Outbox.Evidence, new PlaceholderDraftBuilder(), Engine, taxpayer);
        var page = new BookPage(AnnouncementTimeline.Empty, 0);
        Assert.Empty(await For("other").RunAsync(page, _house.Now, "anna", Token));
        Assert.True(Assert.Single(await For("acme").RunAsync(page, _house.Now, "anna", Token)).IsDone);
    }

    [Fact]
    public void Whatever_the_numbers_hold_a_template_tells_which_invoices_it_awaits_and_the_file_is_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<NonEmptyString>>(), texts =>
        {
            var keys = texts.Get.Select((t, i) => new InvoiceKey(SampleEntries.Seller, InvoiceType.Advance, i + "/" + Sound(t.Get))).ToList();
            var file = File("K/1", keys.Count);
            var draft = SampleEntries.Entry(1, OutboxState.Blocked) with { Key = Key("K/1"), Bytes = PlaceholderDraftBuilder.Template(file, keys), Hash = default, Behind = keys[0] };
            var builder = new PlaceholderDraftBuilder();
            Assert.Equal(keys, builder.Awaits(draft));
            var numbers = keys.Index().ToDictionary(k => k.Item, k => SampleEntries.Number(k.Index));
            var built = Encoding.UTF8.GetString(builder.Build(draft, numbers, new LocalDate(2026, 11, 21)).Bytes.Span);
            var expected = Encoding.UTF8.GetString(file).Replace(PlaceholderDraftBuilder.Date, "2026-11-21", StringComparison.Ordinal);
            for (var i = 0; i < keys.Count; i++) expected = expected.Replace(PlaceholderDraftBuilder.NumberOf(i), SampleEntries.Number(i).ToString(), StringComparison.Ordinal);
            Assert.Equal(expected, built);
            // A comment with two hyphens in a row would make the draft no XML.
            var comment = Encoding.UTF8.GetString(draft.Bytes.Span)[Encoding.UTF8.GetString(file).Length..];
            if (keys.Count > 1) Assert.DoesNotContain("--", comment["\n<!--".Length..^"-->".Length], StringComparison.Ordinal);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_draft_waits_for_something_and_never_for_itself()
    {
        DraftRequest Request(params InvoiceKey[] behind) => new(Key("K/1"), behind, "draft"u8.ToArray(), SampleEntries.Taxpayer, new ModeDecision(InvoicingMode.Offline24, "why", "anna", _house.Now), _house.Now);
        Assert.Throws<ArgumentException>(() => CorrectionDrafts.Prepare(Request()));
        Assert.Throws<ArgumentException>(() => CorrectionDrafts.Prepare(Request(SampleEntries.Key(1), Key("K/1"))));
        Assert.Throws<ArgumentException>(() => CorrectionDrafts.Prepare(Request(SampleEntries.Key(1)) with { Draft = default }));
        Assert.Equal(SampleEntries.Key(1), CorrectionDrafts.Prepare(Request(SampleEntries.Key(1), SampleEntries.Key(2))).Entry.Behind);
    }

    [Fact]
    public void A_file_that_names_one_of_two_numbers_or_calls_one_from_outside_is_refused()
    {
        var draft = SampleEntries.Entry(1, OutboxState.Blocked) with { Key = Key("K/1") };
        var numbers = new Dictionary<InvoiceKey, KsefNumber> { [SampleEntries.Key(1)] = SampleEntries.Number(1), [SampleEntries.Key(2)] = SampleEntries.Number(2) };
        IssuedInvoice Naming(string rest) => IssuedInvoice.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(File("K/1", 0)).Replace("</Fa>", rest + "</Fa>", StringComparison.Ordinal)));
        var both = $"<A>{SampleEntries.Number(1)}</A><A>{SampleEntries.Number(2)}</A>";
        Assert.Empty(CorrectionDrafts.Check(draft, Naming(both), numbers));
        Assert.Equal(("KO5044", SampleEntries.Number(2).ToString()), CorrectionDrafts.Check(draft, Naming($"<A>{SampleEntries.Number(1)}</A>"), numbers).Select(f => (f.Code, f.Value!)).Single());
        Assert.Equal("KO5044", Assert.Single(CorrectionDrafts.Check(draft, Naming(both + "<NrKSeFN>1</NrKSeFN>"), numbers)).Code);
        Assert.Equal("KO5044", Assert.Single(CorrectionDrafts.Check(draft, Naming(both + "<NrKSeFZN>1</NrKSeFZN>"), numbers)).Code);
    }

    private static string Sound(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c)));

    private static InvoiceKey Key(string number) => new(SampleEntries.Seller, InvoiceType.Correction, number);

    private Task<OutboxEntry> DraftAsync(string number, params int[] behind) => DraftAsync(number, [.. behind.Select(SampleEntries.Key)]);

    private Task<OutboxEntry> DraftAsync(string number, params InvoiceKey[] behind) => DraftAsync(number, behind, InvoicingMode.Offline24);

    private async Task<OutboxEntry> DraftAsync(string number, InvoiceKey[] behind, InvoicingMode mode)
    {
        var prepared = CorrectionDrafts.Prepare(new DraftRequest(
            Key(number), behind, PlaceholderDraftBuilder.Template(File(number, behind.Length), behind), SampleEntries.Taxpayer, new ModeDecision(mode, "the line is down", "anna", _house.Now), _house.Now));
        await _house.Outbox.Store.EnqueueAsync(prepared, Token);
        return prepared.Entry;
    }

    private async Task<OutboxEntry> FindAsync(string number) => (await _house.Outbox.Store.FindAsync(Key(number), Token))!;

    private Dispatcher Dispatcher(IProgress<OutboxEntry>? progress = null, DraftRelease? release = null) => new(
        _house.Outbox.Store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, _house.Ksef)], _house.Options, _house.Time, new Random(1), Engine, release ?? Release, progress);

    private static byte[] File(string number, int named) => Encoding.UTF8.GetBytes(
        $"<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Podmiot1><DaneIdentyfikacyjne><NIP>{SampleEntries.Seller}</NIP></DaneIdentyfikacyjne></Podmiot1><Fa><P_1>{PlaceholderDraftBuilder.Date}</P_1><P_2>{number}</P_2><RodzajFaktury>KOR</RodzajFaktury>"
        + string.Concat(Enumerable.Range(0, named).Select(i => $"<DaneFaKorygowanej><NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>{PlaceholderDraftBuilder.NumberOf(i)}</NrKSeFFaKorygowanej></DaneFaKorygowanej>")) + "</Fa></Faktura>");

    /// <summary>Breaks in each of the ways in which code of an application breaks.</summary>
    private sealed class TemperBuilder : IDraftBuilder
    {
        private readonly PlaceholderDraftBuilder _inner = new();

        public IReadOnlyList<InvoiceKey> Awaits(OutboxEntry draft) => draft.Key.Number == "K/1" ? throw new InvalidOperationException("no template") : _inner.Awaits(draft);

        public IssuedInvoice Build(OutboxEntry draft, IReadOnlyDictionary<InvoiceKey, KsefNumber> numbers, LocalDate today) =>
            draft.Key.Number == "K/2" ? throw new IOException("no disk") : _inner.Build(draft, numbers, today);
    }
}
