using Ksef.Offline.Deadlines;
using Ksef.Offline.TestKit;
using NodaTime;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class HandOverRulesTests
{
    private static readonly KsefNumber Number = KsefNumber.Parse("5555555555-20250826-0100001AF629-AF");

    [Fact]
    public void Every_row_of_the_matrix_holds()
    {
        foreach (var line in File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests/Ksef.Offline.Tests/Data/deadlines-handover.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var f = line.Split('|', StringSplitOptions.TrimEntries);
            var state = new LegalState(Enum.Parse<InvoicingMode>(f[0].TrimEnd('+', '!', '0')), !f[0].EndsWith('!'), f[0].EndsWith('+'), f[0].EndsWith('0'));
            var answer = HandOverRules.For(state, Enum.Parse<BuyerKind>(f[1]), Enum.Parse<PlaceOfSupply>(f[2]), f[3] == "-" ? null : Number);
            var label = answer.CodeILabel is null ? "-" : answer.CodeILabel == Number.ToString() ? "number" : answer.CodeILabel;
            Assert.Equal(string.Join('|', f[4..]), $"{answer.Document}|{answer.Codes}|{label}|{(answer.IsDeliveredOutsideKsef ? "yes" : "no")}|{answer.Receipt}|{answer.Basis}");
            Assert.Equal(answer.Codes == HandOverCodes.CodeIAndCodeII ? "CERTYFIKAT" : null, answer.CodeIILabel);
            Assert.True(answer.Reason.Length > 20 && answer.ReasonPl.Length > 20 && answer.Reason != answer.ReasonPl);
        }
    }

    [Fact]
    public void A_domestic_buyer_never_gets_the_invoice_of_an_offline24_before_its_number() =>
        Assert.Equal(HandOverDocument.TransactionConfirmation, HandOverRules.For(LegalState.Of(InvoicingMode.Offline24), BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, null).Document);

    [Fact]
    public void The_date_of_receipt_follows_mode_and_buyer()
    {
        var number = Day("2026-03-05");
        var received = Day("2026-03-03");
        HandOver For(InvoicingMode mode, BuyerKind buyer) => HandOverRules.For(LegalState.Of(mode), buyer, PlaceOfSupply.Poland, null);
        var confirmation = For(InvoicingMode.Offline24, BuyerKind.DomesticWithNip);
        Assert.Equal((number, (LocalDate?)null), (confirmation.ReceiptDate(number, received), confirmation.ReceiptDate(null, received)));
        var consumer = For(InvoicingMode.Offline24, BuyerKind.Consumer);
        Assert.Equal((received, (LocalDate?)null), (consumer.ReceiptDate(number, received), consumer.ReceiptDate(number, null)));
        var emergency = For(InvoicingMode.Emergency, BuyerKind.DomesticWithNip);
        Assert.Equal((received, number, received), (emergency.ReceiptDate(number, received), emergency.ReceiptDate(number, null), emergency.ReceiptDate(null, received)));
        Assert.Equal(received, emergency.ReceiptDate(received, number));
        Assert.Null(emergency.ReceiptDate(null, null));
    }

    [Fact]
    public void A_buyer_or_place_that_does_not_exist_is_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HandOverRules.For(LegalState.Of(InvoicingMode.Online), (BuyerKind)9, PlaceOfSupply.Poland, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => HandOverRules.For(LegalState.Of(InvoicingMode.Online), BuyerKind.Foreign, (PlaceOfSupply)9, null));
    }

    [Fact]
    public void The_legal_state_follows_what_was_announced_until_then()
    {
        var states = new LegalStates(new DeadlineEngine());
        var offline24 = Ask(InvoicingMode.Offline24, "2026-03-02");
        var failure = Timeline(Failure("2026-03-03T08:00", "2026-03-03T12:00", "2026-03-03T09:00"));
        Assert.Equal(LegalState.Of(InvoicingMode.Offline24), states.At(offline24, failure, At("2026-03-03T08:59")));
        Assert.Equal(new LegalState(InvoicingMode.Offline24, true, true, false), states.At(offline24, failure, At("2026-03-03T09:00")));
        Assert.Equal(new LegalState(InvoicingMode.Offline24, true, true, false), states.At(offline24, Timeline(Failure("2026-03-03T08:00")), At("2026-03-03T09:00")));
        var total = Timeline(TotalFailure("2026-03-03T08:00"));
        Assert.Equal(new LegalState(InvoicingMode.Offline24, true, false, true), states.At(offline24, total, At("2026-03-03T09:00")));
        Assert.Equal(LegalState.Of(InvoicingMode.Online), states.At(Ask(InvoicingMode.Online, "2026-03-03"), total.With(Failure("2026-03-02T08:00")), At("2026-03-03T09:00")));
        Assert.Equal(LegalState.Of(InvoicingMode.TotalFailure), states.At(Ask(InvoicingMode.TotalFailure, "2026-03-03"), total, At("2026-03-03T09:00")));
        Assert.Equal(new LegalState(InvoicingMode.TotalFailure, false, false, false), states.At(Ask(InvoicingMode.TotalFailure, "2026-03-03"), failure, At("2026-03-03T09:00")));
        Assert.Equal(new LegalState(InvoicingMode.Offline24, false, false, false), states.At(Ask(InvoicingMode.Unavailability, "2026-03-03"), AnnouncementTimeline.Empty, At("2026-03-03T09:00")));
        Assert.Equal(new LegalState(InvoicingMode.Offline24, false, true, false), states.At(Ask(InvoicingMode.Unavailability, "2026-03-02"), failure, At("2026-03-03T09:00")));
        Assert.Equal(LegalState.Of(InvoicingMode.Unavailability), states.At(Ask(InvoicingMode.Unavailability, "2026-03-02"), Timeline(Maintenance("2026-03-02T08:00")), At("2026-03-03T09:00")));
        Assert.Throws<ArgumentNullException>(() => states.At(offline24, null!, At("2026-03-03T09:00")));
    }

    [Fact]
    public void An_emergency_invoice_of_before_the_notice_is_offline24_unless_the_policy_says_otherwise()
    {
        var issued = Ask(InvoicingMode.Emergency, "2026-03-02", "2026-03-02T08:30");
        var timeline = Timeline(Failure("2026-03-02T08:00", "2026-03-04T12:00", "2026-03-02T09:00"));
        var states = new LegalStates(new DeadlineEngine());
        Assert.Equal(LegalState.Of(InvoicingMode.Offline24), states.At(issued, timeline, At("2026-03-02T08:45")));
        Assert.Equal(new LegalState(InvoicingMode.Offline24, true, true, false), states.At(issued, timeline, At("2026-03-02T09:00")));
        Assert.Equal(LegalState.Of(InvoicingMode.Emergency), states.At(Ask(InvoicingMode.Emergency, "2026-03-02", "2026-03-02T09:00"), timeline, At("2026-03-02T09:00")));
        Assert.Equal(LegalState.Of(InvoicingMode.Emergency), states.At(Ask(InvoicingMode.Emergency, "2026-03-02"), timeline, At("2026-03-02T09:00")));
        var earlier = timeline.With(Failure("2026-03-02T07:00", "2026-03-02T09:00", "2026-03-02T07:10"));
        Assert.Equal(InvoicingMode.Emergency, states.At(issued, earlier, At("2026-03-02T09:00")).Mode);
        var other = new LegalStates(new DeadlineEngine(new DeadlinePolicies { IssueBeforePublication = IssueBeforePublication.Emergency }));
        Assert.Equal(LegalState.Of(InvoicingMode.Emergency), other.At(issued, timeline, At("2026-03-02T09:00")));
        // the deadline of a declared emergency invoice is the same under both readings
        Assert.Equal("2026-03-13 (stricter 2026-03-11)", new DeadlineEngine().Answer(issued, timeline).ToString());
    }
}
