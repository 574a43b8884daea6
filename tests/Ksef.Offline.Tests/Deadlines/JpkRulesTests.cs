using Ksef.Offline.Deadlines;
using Ksef.Offline.TestKit;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class JpkRulesTests
{
    private static readonly DeadlineEngine Engine = new();

    [Fact]
    public void Every_row_of_the_table_holds()
    {
        var rules = new JpkRules(Engine);
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests/Ksef.Offline.Tests/Data/deadlines-jpk.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var f = line.Split('|', StringSplitOptions.TrimEntries);
            var answer = rules.For(Ask(HardCase.Mode(f[0]), f[1]), AnnouncementTimeline.From(HardCase.ReadAnnouncements(f[2])), Day(f[3]), f[4] == "-" ? null : Day(f[4]));
            var was = $"{answer.Marker.ToElementName()}|{(answer.IsCorrectionDueWithNumber ? "yes" : "no")}|{(answer.IsDisputed ? "yes" : "no")}";
            if (was != string.Join('|', f[5..])) wrong.Add($"{line}: was {was}");
            Assert.True(answer.Reason.Length > 10 && answer.ReasonPl.Length > 10 && answer.Reason != answer.ReasonPl);
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Disputed_rows_follow_their_policies()
    {
        var rules = new JpkRules(Engine, new JpkPolicies
        {
            OvertakenByFailure = JpkMarker.Off,
            OnlineWithoutNumber = JpkMarker.Bfk,
            FreedByTotalFailure = JpkMarker.Di,
            ForeignPurchase = JpkMarker.Bfk,
        });
        var offline24 = Ask(InvoicingMode.Offline24, "2026-03-02");
        var overtaken = rules.For(offline24, Timeline(Failure("2026-03-03T08:00")), Day("2026-03-25"), null);
        Assert.Equal((JpkMarker.Off, false), (overtaken.Marker, overtaken.IsCorrectionDueWithNumber));
        var online = rules.For(Ask(InvoicingMode.Online, "2026-03-02"), AnnouncementTimeline.Empty, Day("2026-03-25"), null);
        Assert.Equal((JpkMarker.Bfk, false), (online.Marker, online.IsCorrectionDueWithNumber));
        var freed = rules.For(offline24, Timeline(TotalFailure("2026-03-03T08:00")), Day("2026-03-25"), null);
        Assert.Equal((JpkMarker.Di, false), (freed.Marker, freed.IsCorrectionDueWithNumber));
        Assert.Equal(JpkMarker.Bfk, rules.For(JpkDocument.ForeignPurchase).Marker);
    }

    [Fact]
    public void A_correcting_invoice_has_its_own_state_unless_the_policy_says_otherwise()
    {
        var correction = Ask(InvoicingMode.Offline24, "2026-03-02");
        var own = new JpkRules(Engine).For(correction, AnnouncementTimeline.Empty, Day("2026-03-25"), null, JpkMarker.Off);
        Assert.Equal((JpkMarker.Di, true, false), (own.Marker, own.IsCorrectionDueWithNumber, own.IsDisputed));
        var inheriting = new JpkRules(Engine, new JpkPolicies { CorrectionInheritsMarker = true });
        foreach (var (marker, due) in new[] { (JpkMarker.Off, false), (JpkMarker.Di, true), (JpkMarker.Bfk, false) })
        {
            var inherited = inheriting.For(correction, AnnouncementTimeline.Empty, Day("2026-03-25"), null, marker);
            Assert.Equal((marker, due, true), (inherited.Marker, inherited.IsCorrectionDueWithNumber, inherited.IsDisputed));
            Assert.Contains("policy", inherited.Reason, StringComparison.Ordinal);
            Assert.Contains("ustawienie", inherited.ReasonPl, StringComparison.Ordinal);
        }
        Assert.Equal(own, inheriting.For(correction, AnnouncementTimeline.Empty, Day("2026-03-25"), null, JpkMarker.KsefNumber));
        Assert.Equal(own, inheriting.For(correction, AnnouncementTimeline.Empty, Day("2026-03-25"), null));
        Assert.Equal(JpkMarker.KsefNumber, inheriting.For(correction, AnnouncementTimeline.Empty, Day("2026-03-25"), Day("2026-03-25"), JpkMarker.Off).Marker);
    }

    [Theory]
    [InlineData(JpkDocument.OutsideKsef, JpkMarker.Bfk, false)]
    [InlineData(JpkDocument.OutsideKsefInBreach, JpkMarker.Bfk, true)]
    [InlineData(JpkDocument.OtherEvidence, JpkMarker.Di, false)]
    [InlineData(JpkDocument.ForeignPurchase, JpkMarker.Di, true)]
    public void Documents_outside_the_system_have_their_marker(JpkDocument document, JpkMarker marker, bool disputed)
    {
        var answer = new JpkRules(Engine).For(document);
        Assert.Equal((marker, false, disputed), (answer.Marker, answer.IsCorrectionDueWithNumber, answer.IsDisputed));
        Assert.True(answer.Reason.Length > 10 && answer.ReasonPl.Length > 10);
    }

    [Fact]
    public void A_marker_that_a_row_cannot_take_is_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpkPolicies { OvertakenByFailure = JpkMarker.Bfk });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpkPolicies { OnlineWithoutNumber = JpkMarker.Off });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpkPolicies { FreedByTotalFailure = JpkMarker.Off });
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => new JpkPolicies { ForeignPurchase = JpkMarker.KsefNumber });
        Assert.Contains("Di or Bfk", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpkRules(Engine).For((JpkDocument)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((JpkMarker)9).ToElementName());
        Assert.Throws<ArgumentNullException>(() => new JpkRules(null!));
    }
}
