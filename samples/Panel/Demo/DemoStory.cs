using System.Globalization;
using System.Text;
using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;

namespace Panel.Demo;

/// <summary>
/// Two weeks of a shop, told in the order in which they happened and through the library's own verbs: a failure of KSeF with its announcements, a planned unavailability, answers of every kind,
/// decisions of people. Only KSeF's answers are made up.
/// </summary>
internal sealed class DemoStory
{
    public const string Failure = "AWR-1042";

    private readonly SqlOutbox _outbox;
    private readonly Instant _now;
    private readonly DeadlineEngine _engine = new();
    private readonly DemoInvoices _invoices;
    private readonly AnnouncementBook _book;
    private readonly AnnouncementRecorder _recorder;
    private readonly OutboxOperator _operator;
    private readonly List<(Instant At, Func<Instant, CancellationToken, Task> Happens)> _story = [];
    private long _numbered;

    public DemoStory(SqlOutbox outbox, Instant now)
    {
        (_outbox, _now) = (outbox, now);
        _invoices = new DemoInvoices(DemoCertificate.Signer(now), _engine);
        _book = new AnnouncementBook(outbox.Announcements);
        _recorder = new AnnouncementRecorder(outbox.Announcements, outbox.Store, _engine);
        _operator = new OutboxOperator(outbox.Store, outbox.Evidence);
    }

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        FailureOfKsef();
        Troubles();
        LastDays();
        foreach (var (at, happens) in _story.OrderBy(s => s.At)) await happens(at, cancellationToken);
    }

    /// <summary>A failure twelve days ago that lasted two days; what was issued in it has seven working days from its end. Some of it still waits.</summary>
    private void FailureOfKsef()
    {
        var (start, end) = (At(-10, 8, 10), At(-8, 15, 30));
        var failure = new Announcement { Kind = AnnouncementKind.Failure, Start = start, EventId = Failure, Version = 1, MessageId = "K/1042/AWR/01", Published = start + Duration.FromMinutes(35), Part = AnnouncementPart.Start };
        Announce(start + Duration.FromMinutes(36), failure);
        Announce(end + Duration.FromMinutes(12), failure with { End = end, Version = 2, MessageId = "K/1042/AWR/02", Published = end + Duration.FromMinutes(10), Part = AnnouncementPart.End });
        for (var i = 1; i <= 14; i++)
        {
            var at = start + Duration.FromMinutes(60 + (i * 205) + (i % 3 * 40));
            var key = Issue(at, DemoInvoices.Garden, $"FV/A/{i:000}", InvoicingMode.Emergency, "ogłoszono awarię KSeF");
            if (i % 2 == 0) HandOver(at + Duration.FromMinutes(4), key, i % 4 == 0 ? "wydruk z kodami" : "e-mail z kodami");
            if (i <= 10) Accept(end + Duration.FromMinutes(20 + (i * 55)), key);
        }
    }

    /// <summary>Everything that can go wrong, once.</summary>
    private void Troubles()
    {
        for (var i = 1; i <= 5; i++) Accept(At(-6, 10, i * 7), Offline(At(-6, 9, i * 5), $"FV/B/{i:000}"));
        Accept(At(-3, 9, 30), Offline(At(-7, 12, 0), "FV/B/006"));
        var late = Offline(At(-6, 16, 40), "FV/C/001");
        Answer(At(-5, 8, 0), late, key => new GatewayOutcome.NotSent(key, "połączenie z KSeF zerwane przed wysłaniem", null));
        Answer(At(-4, 8, 0), late, key => new GatewayOutcome.NotSent(key, "KSeF odpowiada 503", null));
        Answer(At(-5, 9, 10), Offline(At(-6, 17, 5), "FV/C/002"), key => new GatewayOutcome.Rejected(key, RejectionKind.Technical, 430, "Błąd weryfikacji pliku faktury: element P_13_1 poza kolejnością.", Reference(2)));
        Answer(At(-1, 9, 15), Offline(At(-2, 17, 20), "FV/C/003"), key => new GatewayOutcome.Rejected(key, RejectionKind.Permission, 410, "Podmiot nie ma uprawnienia do wystawiania faktur w imieniu sprzedawcy.", Reference(3)));
        Answer(At(-1, 11, 0), Issue(At(-1, 10, 59), DemoInvoices.Books, "K/2026/0417", InvoicingMode.Online, "KSeF odpowiada"), key => new GatewayOutcome.Rejected(key, RejectionKind.Semantic, 450, "Data wystawienia jest późniejsza niż data przesłania.", Reference(4)));
        Answer(At(-1, 12, 0), Issue(At(-1, 11, 50), DemoInvoices.Books, "K/2026/0418", InvoicingMode.Offline24, "brak łącza w sklepie"), key => new GatewayOutcome.Rejected(key, RejectionKind.NumberCollision, 440, "Duplikat faktury.", Reference(5), KsefNumber.Create(key.SellerNip, Day(-2), 0xA1B2C3D4)));
        var held = Issue(At(-1, 13, 0), DemoInvoices.Books, "K/2026/0419", InvoicingMode.Offline24, "brak łącza w sklepie");
        Tell(At(-1, 13, 30), (at, token) => _operator.HoldAsync(held, "nabywca zgłosił błąd w adresie, czekamy na odpowiedź", "Anna Nowak", at, token));
        var withdrawn = Issue(At(-1, 14, 0), DemoInvoices.Books, "K/2026/0420", InvoicingMode.Offline24, "brak łącza w sklepie");
        Tell(At(-1, 14, 10), (at, token) => _operator.WithdrawAsync(withdrawn, "wystawiona omyłkowo, nie wydano jej nabywcy", "Anna Nowak", at, token));
        var original = Key(DemoInvoices.Garden, "FV/A/012");
        Tell(At(-1, 15, 0), (at, token) => _outbox.Store.EnqueueAsync(
            CorrectionDrafts.Prepare(new DraftRequest(new InvoiceKey(original.SellerNip, InvoiceType.Correction, "FK/001"), [original], "szkic"u8.ToArray(), Taxpayer(original), new ModeDecision(InvoicingMode.Offline24, "błędna ilość", "kasa 1", at), at)), token));
        for (var i = 1; i <= 2; i++)
        {
            var number = i;
            Tell(At(-40, 11, i), (at, token) => _outbox.Register.RecordAsync(new OutsideDocument(new NumberingScheme { Series = "CAŁK" }.Next(Day(-40)), original.SellerNip, $"P/{number:00}", Day(-40), at, "Anna Nowak", "komunikat w radiu o awarii całkowitej"), token));
        }
    }

    /// <summary>The last two days: terms that run out tonight and tomorrow, answers under way, and an unavailability whose end is not announced.</summary>
    private void LastDays()
    {
        for (var i = 1; i <= 6; i++) Offline(At(-1, 15, 10 + i), $"FV/D/{i:000}");
        var start = _now - Duration.FromHours(3);
        Announce(_now - Duration.FromHours(30), new Announcement { Kind = AnnouncementKind.Maintenance, Start = start, EventId = "NIE-77", MessageId = "K/77/NIE/01", Published = _now - Duration.FromHours(31), Part = AnnouncementPart.Whole });
        for (var i = 1; i <= 3; i++) Issue(start + Duration.FromMinutes(i * 21), DemoInvoices.Garden, $"FV/E/{i:000}", InvoicingMode.Unavailability, "zapowiedziana niedostępność KSeF");
        for (var i = 1; i <= 5; i++) Offline(_now - Duration.FromMinutes(150 - i), $"FV/F/{i:000}");
        Answer(_now - Duration.FromMinutes(100), Key(DemoInvoices.Garden, "FV/F/001"), key => new GatewayOutcome.Pending(key, Reference(11)));
        Answer(_now - Duration.FromMinutes(99), Key(DemoInvoices.Garden, "FV/F/002"), key => new GatewayOutcome.Unknown(key, "odpowiedź przepadła po wysłaniu", Reference(12)));
    }

    private Instant At(int day, int hour, int minute) => Day(day).At(new LocalTime(hour, minute)).InZoneLeniently(WarsawTime.Zone).ToInstant();

    private LocalDate Day(int day) => WarsawTime.DateOf(_now).PlusDays(day);

    private static InvoiceKey Key(string nip, string number) => new(Nip.Parse(nip), InvoiceType.Vat, number);

    private static TaxpayerContext Taxpayer(InvoiceKey key) => new("zielona-laka", VerificationContext.ForNip(key.SellerNip));

    private static SubmissionReference Reference(int number) => new(string.Create(CultureInfo.InvariantCulture, $"20261101-SO-{number:D10}"), string.Create(CultureInfo.InvariantCulture, $"20261101-EE-{number:D10}"));

    private void Tell(Instant at, Func<Instant, CancellationToken, Task> happens) => _story.Add((at, happens));

    private void Announce(Instant at, Announcement announcement) => Tell(at, (moment, token) => _recorder.RecordAsync(
        announcement, new AnnouncementFile($"{announcement.EventId}-{announcement.Version}.json", Encoding.UTF8.GetBytes($"{{\"demonstration\":\"{announcement}\"}}")), "odczytano z Latarni", "Latarnia", moment, token));

    private InvoiceKey Offline(Instant at, string number) => Issue(at, DemoInvoices.Garden, number, InvoicingMode.Offline24, "brak łącza w sklepie");

    private InvoiceKey Issue(Instant at, string nip, string number, InvoicingMode mode, string reason)
    {
        Tell(at, async (moment, token) =>
        {
            var invoice = DemoInvoices.Issue(nip, number, WarsawTime.DateOf(moment), moment);
            await _outbox.Store.EnqueueAsync(_invoices.Prepare(invoice, mode, reason, moment, await _book.RefreshAsync(token)), token);
        });
        return Key(nip, number);
    }

    private void HandOver(Instant at, InvoiceKey key, string how) => Tell(at, (moment, token) => _operator.RecordHandOverAsync(key, moment, how, "kasa 1", token));

    private void Accept(Instant at, InvoiceKey key) => Answer(at, key, k => new GatewayOutcome.Accepted(
        k, KsefNumber.Create(k.SellerNip, WarsawTime.DateOf(at), 0x10_0000_0000 + (++_numbered * 7919)), at, at + Duration.FromSeconds(40), true, Reference((int)_numbered),
        Encoding.UTF8.GetBytes($"<demonstration>UPO {k}</demonstration>")));

    /// <summary>What a worker does around a call: lease, mark before sending, answer.</summary>
    private void Answer(Instant at, InvoiceKey key, Func<InvoiceKey, GatewayOutcome> answer) => Tell(at, async (moment, token) =>
    {
        var entry = await _outbox.Store.FindAsync(key, token) ?? throw new InvalidOperationException($"{key} was not issued.");
        var leased = (await _outbox.Store.LeaseAsync(new LeaseRequest(entry.Taxpayer.Taxpayer, moment, Duration.FromMinutes(1), 1, "sender", [key]), token))[0];
        foreach (var step in new[] { AttemptStep.OpeningSession, AttemptStep.Sending })
        {
            var marked = EntryTransitions.Apply(leased.Entry, new OutboxEvent.Marked(new AttemptMark(step, moment, [key], default), "sender"));
            await _outbox.Store.CommitAsync([new LeaseCommit(leased, marked)], moment, token);
            leased = leased with { Entry = marked.After };
        }
        var answered = EntryTransitions.Apply(leased.Entry, new OutboxEvent.Answered(moment, "sender", answer(key), moment + Duration.FromMinutes(15)));
        await _outbox.Store.CommitAsync([new LeaseCommit(leased, answered)], moment, token);
    });
}
