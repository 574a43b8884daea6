using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Issuing;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Issuing;

public sealed class InvoicePreparerTests
{
    private static readonly Instant Friday = SampleEntries.Noon;
    private static readonly BookPage Quiet = new(AnnouncementTimeline.Empty, 0);
    private static readonly BookPage AfterFailure = Page(AnnouncementKind.Failure, Friday - Duration.FromHours(2), null);
    private static readonly BookPage AfterTotalFailure = Page(AnnouncementKind.TotalFailure, Friday - Duration.FromHours(2), null);

    [Fact]
    public void An_invoice_becomes_an_entry_with_its_bytes_mode_deadline_and_reasons()
    {
        var request = Request("2026-11-20", InvoicingMode.Offline24) with { Codes = ["https://qr.ksef.mf.gov.pl/invoice/1"], Numbering = new NumberingScheme { Mark = "SKLEP1" } };
        var (prepared, answer, findings) = Prepare(request, Quiet);
        Assert.Empty(findings);
        var entry = prepared!.Entry;
        Assert.Equal((request.Invoice.Hash, OutboxState.Issued, answer.Deadline, 0L), (entry.Hash, entry.State, entry.Deadline.Deadline, entry.Deadline.TimelineVersion));
        Assert.Equal(new LocalDate(2026, 11, 23), answer.Due);
        Assert.Equal("OFF/2026/11/SKLEP1", entry.Reference.Scope);
        Assert.Equal([EvidenceKind.Issued, EvidenceKind.ModeDecided, EvidenceKind.DeadlineComputed, EvidenceKind.Issued], prepared.Evidence.Select(e => e.Kind));
        Assert.Contains(request.Invoice.Hash.ToString(), prepared.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Equal("Offline24: the line is down", prepared.Evidence[1].Text);
        Assert.Equal("code https://qr.ksef.mf.gov.pl/invoice/1", prepared.Evidence[3].Text);
    }

    [Theory]
    [InlineData("2026-11-20", InvoicingMode.TotalFailure, "KO5010", FindingSeverity.Error, "mode")]
    [InlineData("2026-11-20", InvoicingMode.Emergency, "KO5011", FindingSeverity.Error, "mode")]
    [InlineData("2026-11-20", InvoicingMode.Unavailability, "KO5011", FindingSeverity.Error, "mode")]
    [InlineData("2026-11-21", InvoicingMode.Offline24, "KO5012", FindingSeverity.Error, "/Faktura/Fa/P_1")]
    [InlineData("2026-11-19", InvoicingMode.Online, "KO5013", FindingSeverity.Warning, "/Faktura/Fa/P_1")]
    public void What_speaks_against_issuing_is_named_by_place_and_value(string issued, InvoicingMode mode, string code, FindingSeverity severity, string path)
    {
        var (prepared, _, findings) = Prepare(Request(issued, mode), Quiet);
        var finding = Assert.Single(findings);
        Assert.Equal((code, severity, path, path == "mode" ? mode.ToString() : issued), (finding.Code, finding.Severity, finding.Path, finding.Value));
        Assert.Equal(severity == FindingSeverity.Error, prepared is null);
        Assert.All([finding.Message, finding.MessagePl, finding.Basis], Assert.NotEmpty);
        Assert.NotEqual(finding.Message, finding.MessagePl);
    }

    [Fact]
    public void An_announced_failure_carries_the_emergency_mode_and_a_total_one_holds_whatever_is_issued()
    {
        var emergency = Prepare(Request("2026-11-20", InvoicingMode.Emergency), AfterFailure);
        Assert.Equal((OutboxState.Issued, DeadlineKind.AwaitingEnd), (emergency.Prepared!.Entry.State, emergency.Deadline.Kind));
        var held = Prepare(Request("2026-11-20", InvoicingMode.Offline24), AfterTotalFailure);
        Assert.Equal((OutboxState.Held, DeadlineKind.NoObligation), (held.Prepared!.Entry.State, held.Deadline.Kind));
        Assert.Contains("a person must decide", held.Prepared.Entry.Note, StringComparison.Ordinal);
    }

    /// <summary>The day is that of Warsaw: at 23:30 UTC on the 20th it is the 21st there, and an invoice of the 21st is not from the future.</summary>
    [Fact]
    public void The_day_of_issuing_is_the_one_in_Warsaw()
    {
        var late = Instant.FromUtc(2026, 11, 20, 23, 30);
        Assert.Empty(Prepare(Request("2026-11-21", InvoicingMode.Offline24) with { IssuedAt = late }, Quiet).Findings);
        Assert.Equal("KO5013", Assert.Single(Prepare(Request("2026-11-20", InvoicingMode.Online) with { IssuedAt = late }, Quiet).Findings).Code);
    }

    [Fact]
    public void Nobody_decides_a_mode_without_a_name_and_a_reason()
    {
        var request = Request("2026-11-20", InvoicingMode.Offline24);
        Assert.Throws<ArgumentException>(() => Prepare(request with { Mode = request.Mode with { Reason = " " } }, Quiet));
        Assert.Throws<ArgumentException>(() => Prepare(request with { Mode = request.Mode with { Actor = "" } }, Quiet));
    }

    private static Preparation Prepare(PrepareRequest request, BookPage page) => new InvoicePreparer(new DeadlineEngine()).Prepare(request, page);

    private static PrepareRequest Request(string issued, InvoicingMode mode) => new(
        IssuedInvoice.Read(Encoding.UTF8.GetBytes(
            $"<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Podmiot1><DaneIdentyfikacyjne><NIP>{SampleEntries.Seller}</NIP></DaneIdentyfikacyjne></Podmiot1><Fa><P_1>{issued}</P_1><P_2>FV/1</P_2><RodzajFaktury>VAT</RodzajFaktury></Fa></Faktura>")),
        SampleEntries.Taxpayer, new ModeDecision(mode, "the line is down", "anna", Friday), Friday);

    private static BookPage Page(AnnouncementKind kind, Instant start, Instant? end) =>
        new(AnnouncementTimeline.From([new Announcement { Kind = kind, Start = start, End = end, Published = start, EventId = "1" }]), 1);
}
