using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Registers;

public sealed class RegisterBookTests
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private static readonly JpkRules Rules = new(new DeadlineEngine());
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RegisterBook Book => new(_house.Outbox.Store, _house.Outbox.Register);

    private OutboxReporter Reporter => new(_house.Outbox.Store, _house.Outbox.Register, new DeadlineEngine(), Rules);

    [Fact]
    public async Task An_invoice_is_found_by_the_hash_of_its_UPO()
    {
        await _house.EnqueueAsync(1, 2);
        await _house.DrainAsync(_house.Dispatcher());
        var upo = (await _house.EntryAsync(2)).Acceptance!.UpoHash!.Value;
        foreach (var text in new[] { upo.ToBase64(), upo.ToBase64Url() }) Assert.Contains(SampleEntries.Key(2), (await Book.FindAsync(text, Token)).Select(r => r.Key!.Value));
    }

    [Fact]
    public async Task A_text_with_several_meanings_finds_every_line_that_bears_it()
    {
        // P_2 of two kinds, P_2 of another seller, the number of a document of a total failure, and P_2 that looks like an own reference.
        var scheme = new NumberingScheme();
        var first = SampleEntries.Entry(1) with { Reference = scheme.Next(Day) };
        var correction = SampleEntries.Entry(2) with { Key = first.Key with { Type = InvoiceType.Correction } };
        var other = SampleEntries.Entry(3) with { Key = first.Key with { SellerNip = Nip.Parse("1111111111") } };
        var like = SampleEntries.Entry(4) with { Key = first.Key with { Number = "OFF/2026/11/000001" } };
        foreach (var entry in new[] { first, correction, other, like }) await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(entry, []), Token);
        await RecordAsync(first.Key.Number, Day);

        Assert.Equal([other.Key, correction.Key, first.Key, null], (await Book.FindAsync(first.Key.Number, Token)).Select(r => r.Key));
        Assert.Equal([first.Key, like.Key], (await Book.FindAsync("OFF/2026/11/000001", Token)).Select(r => r.Key!.Value));
        Assert.Equal([first.Key], (await Book.FindAsync(first.Key.ToString(), Token)).Select(r => r.Key!.Value));
        Assert.Empty(await Book.FindAsync("nothing of the kind", Token));
    }

    [Fact]
    public async Task Documents_of_a_total_failure_are_in_the_register_and_the_JPK_of_their_month_and_of_no_queue_or_state()
    {
        await _house.EnqueueAsync(1);
        await RecordAsync("P/10", new LocalDate(2026, 10, 31));
        await RecordAsync("P/11", Day);
        var november = new OutboxQuery { IssuedFrom = new LocalDate(2026, 11, 1), IssuedTo = new LocalDate(2026, 11, 30) };
        (OutboxQuery Query, string[] Numbers)[] rows =
        [
            (OutboxQuery.All, ["FV/1/2026", "P/10", "P/11"]), (new OutboxQuery(), ["FV/1/2026", "P/10", "P/11"]), (november, ["FV/1/2026", "P/11"]),
            (november with { SellerNip = SampleEntries.Seller }, ["FV/1/2026", "P/11"]), (november with { SellerNip = Nip.Parse("1111111111") }, []), (new OutboxQuery { Number = "P/10" }, ["P/10"]),
            (new OutboxQuery { Hash = InvoiceHash.Of("P/11"u8) }, ["P/11"]), (new OutboxQuery { Reference = new OffReference("OFF/2026/10", 1) }, ["P/10"]),
            (november with { Taxpayer = "acme" }, ["FV/1/2026"]), (november with { States = [OutboxState.Issued] }, ["FV/1/2026"]), (november with { Max = 5 }, ["FV/1/2026"]),
            (new OutboxQuery { After = SampleEntries.Key(0) }, ["FV/1/2026"]), (new OutboxQuery { MissingUpo = true }, []), (new OutboxQuery { TimelineVersionBelow = 9 }, ["FV/1/2026"]),
            (new OutboxQuery { Behind = SampleEntries.Key(1) }, []), (new OutboxQuery { UpoHash = InvoiceHash.Of("P/11"u8) }, []), (new OutboxQuery { KsefNumber = SampleEntries.Number(1) }, []),
        ];
        foreach (var (query, numbers) in rows)
        {
            var (lines, marked) = (new List<string>(), new List<string>());
            await foreach (var row in Book.ReadAsync(query, Token)) lines.Add(row.Number);
            await foreach (var line in Reporter.JpkAsync(Day, Nothing, query, Token)) marked.Add(line.Number);
            Assert.Equal(numbers, lines);
            Assert.Equal(numbers, marked);
        }
    }

    [Fact]
    public async Task Each_row_bears_the_marker_of_the_JPK_as_of_the_day_asked_for()
    {
        await _house.EnqueueAsync(1, 2, 3);
        await RecordAsync("P/1", Day);
        var person = new OutboxOperator(_house.Outbox.Store, _house.Outbox.Evidence);
        await person.HoldAsync(SampleEntries.Key(2), "question", "clerk", _house.Now, Token);
        await person.WithdrawAsync(SampleEntries.Key(3), "wrong buyer", "clerk", _house.Now, Token);
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Equal([JpkMarker.KsefNumber, JpkMarker.Di, null, JpkMarker.Bfk], await MarkersAsync(Day));
        Assert.Equal([JpkMarker.Di, JpkMarker.Di, null, JpkMarker.Bfk], await MarkersAsync(Day.PlusDays(-1)));
        Assert.Null(Assert.Single(await Book.FindAsync("FV/1/2026", Token)).Jpk);
        Assert.Equal(JpkMarker.KsefNumber, Assert.Single(await Book.FindAsync("FV/1/2026", new RegisterMarking(Rules, Nothing, Day), Token)).Jpk);
        Assert.EndsWith(",NrKSeF", RegisterCsv.Line((await Book.FindAsync("FV/1/2026", new RegisterMarking(Rules, Nothing, Day), Token))[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_and_the_last_day_belong_to_a_stretch_of_days()
    {
        await RecordAsync("P/1", Day);
        foreach (var (from, to, found) in new[] { (Day, Day, 1), (Day.PlusDays(1), Day.PlusDays(2), 0), (Day.PlusDays(-2), Day.PlusDays(-1), 0) })
        {
            var numbers = new List<string>();
            await foreach (var row in Book.ReadAsync(new OutboxQuery { IssuedFrom = from, IssuedTo = to }, Token)) numbers.Add(row.Number);
            Assert.Equal(found, numbers.Count);
        }
    }

    [Theory]
    [InlineData(OutboxState.Issued, true)]
    [InlineData(OutboxState.Unknown, true)]
    [InlineData(OutboxState.Held, true)]
    [InlineData(OutboxState.AwaitingCorrection, true)]
    [InlineData(OutboxState.DuplicateConflict, true)]
    [InlineData(OutboxState.Rejected, false)]
    [InlineData(OutboxState.Withdrawn, false)]
    [InlineData(OutboxState.Blocked, false)]
    public void What_was_issued_is_in_the_JPK_and_what_was_not_is_not(OutboxState state, bool isThere) =>
        Assert.Equal(isThere, JpkLine.Of(SampleEntries.Entry(1, state), new RegisterMarking(Rules, Nothing, Day)) is not null);

    [Fact]
    public void The_day_on_which_the_number_was_given_decides_in_Warsaw()
    {
        // Sent on Friday at 23:59, numbered on Saturday at 00:01.
        var sent = Calendars.WarsawTime.EndOf(Day) - Duration.FromMinutes(1);
        var entry = SampleEntries.Entry(1, OutboxState.Accepted) with { Acceptance = new Entries.Acceptance(SampleEntries.Number(1), sent, sent + Duration.FromMinutes(2), true, null) };
        JpkLine Line(LocalDate filedOn, Entries.Acceptance? acceptance = null) => JpkLine.Of(entry with { Acceptance = acceptance ?? entry.Acceptance }, new RegisterMarking(Rules, Nothing, filedOn))!;
        Assert.Equal((JpkMarker.Di, true, null), (Line(Day).Answer.Marker, Line(Day).CorrectionDue, Line(Day).KsefNumber));
        Assert.Equal((JpkMarker.KsefNumber, false, SampleEntries.Number(1)), (Line(Day.PlusDays(1)).Answer.Marker, Line(Day.PlusDays(1)).CorrectionDue, Line(Day.PlusDays(1)).KsefNumber));
        Assert.Equal(JpkMarker.KsefNumber, Line(Day, entry.Acceptance! with { AcquisitionDate = null }).Answer.Marker);
    }

    private static BookPage Nothing { get; } = new(AnnouncementTimeline.Empty, 0);

    private async Task<List<JpkMarker?>> MarkersAsync(LocalDate filedOn)
    {
        var markers = new List<JpkMarker?>();
        await foreach (var row in Book.ReadAsync(OutboxQuery.All, new RegisterMarking(Rules, Nothing, filedOn), Token)) markers.Add(row.Jpk);
        return markers;
    }

    private Task<OutsideDocument> RecordAsync(string number, LocalDate day) => _house.Outbox.Register.RecordAsync(
        new OutsideDocument(new NumberingScheme().Next(day), SampleEntries.Seller, number, day, _house.Now, "anna", "total failure", InvoiceHash.Of(System.Text.Encoding.UTF8.GetBytes(number))), Token);
}
