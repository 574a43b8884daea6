// Until when must an invoice be in KSeF, and why? Asks, explains, recomputes when a failure is announced, and asserts every result.
using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using NodaTime;

#region readme-deadline
var engine = new DeadlineEngine();
var invoice = new DeadlineQuestion(InvoicingMode.Offline24, new LocalDate(2026, 12, 23));
DeadlineAnswer answer = engine.Answer(invoice, AnnouncementTimeline.Empty);

Console.WriteLine($"Send until the end of {answer.Due:uuuu-MM-dd} in Warsaw.");
foreach (var step in answer.Steps) Console.WriteLine($"  {step.TextPl} [{step.BasisPl}]");
#endregion

Assert(answer.Kind == DeadlineKind.Due && answer.Due == new LocalDate(2026, 12, 28), "24 December is free since 2025");

#region readme-recompute
// A two-hour failure announced inside the term: the announcement decides, not its length.
var failure = new Announcement
{
    Kind = AnnouncementKind.Failure,
    EventId = "1003",
    Start = Instant.FromUtc(2026, 12, 28, 9, 0),
    End = Instant.FromUtc(2026, 12, 28, 11, 0),
    Published = Instant.FromUtc(2026, 12, 28, 9, 20),
};
var timeline = AnnouncementTimeline.Empty.With(failure);
DeadlineChange change = new DeadlineRecompute(engine).Recompute(invoice, answer.Deadline, timeline);

Console.WriteLine($"{change.Shift}: was {change.Before}, is {change.After}, because of {change.Because[0]}");
#endregion

Assert(change is { Shift: DeadlineShift.Later, IsAlarm: false } && change.After.Due == new LocalDate(2027, 1, 8), "seven working days after the failure");

#region readme-standing
// Alerts work to the stricter date, reports to the deadline itself.
DeadlineStanding standing = change.After.StatusAt(WarsawTime.StartOf(new LocalDate(2027, 1, 7)));
Console.WriteLine($"On 7 January: {standing.Status}, alert: {standing.Alert}, {standing.TimeLeft} left.");
#endregion

Assert(standing.Status == DeadlineStatus.InTime && standing.Alert == DeadlineStatus.Overdue, "two days left, one reading is over");

#region readme-advice
// Which modes may be used at 10:30 on that day?
var now = Instant.FromUtc(2026, 12, 28, 9, 30);
ModeAdvice advice = new ModeAdvisor().Advise(timeline, now);
Console.WriteLine($"Mode now: {advice.Recommended} ({advice[advice.Recommended].Reason})");
#endregion

Assert(advice.Recommended == InvoicingMode.Emergency, "an announced failure is in progress");

#region readme-hand-over
LegalState state = new LegalStates(engine).At(invoice, timeline, now);
HandOver handOver = HandOverRules.For(state, BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, number: null);
Console.WriteLine($"For the buyer: {handOver.Document}, {handOver.Codes}, label {handOver.CodeILabel} [{handOver.Basis}]");
#endregion

Assert(handOver is { Document: HandOverDocument.Invoice, Codes: HandOverCodes.CodeIAndCodeII }, "overtaken by a failure: the invoice itself");

#region readme-jpk
JpkAnswer marker = new JpkRules(engine).For(invoice, timeline, filedOn: new LocalDate(2027, 1, 25), numberGivenOn: new LocalDate(2027, 1, 4));
Console.WriteLine($"JPK_V7: {marker.Marker.ToElementName()}");
#endregion

Assert(marker.Marker == JpkMarker.KsefNumber, "the number came before the filing");
Console.WriteLine("All as expected.");

static void Assert(bool holds, string what)
{
    if (!holds) throw new InvalidOperationException($"Not as expected: {what}.");
}
