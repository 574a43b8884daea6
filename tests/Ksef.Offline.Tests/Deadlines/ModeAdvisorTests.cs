using Ksef.Offline.Deadlines;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class ModeAdvisorTests
{
    [Fact]
    public void Without_an_announcement_only_online_and_offline24_are_open()
    {
        var advice = new ModeAdvisor().Advise(AnnouncementTimeline.Empty, At("2026-03-02T10:00"));
        Assert.Equal((InvoicingMode.Online, InvoicingMode.Offline24), (advice.Recommended, advice.WithoutKsef));
        Assert.Equal([InvoicingMode.Online, InvoicingMode.Offline24], Allowed(advice));
        Assert.Equal(5, advice.Options.Count);
        Assert.Equal(At("2026-03-02T10:00"), advice.At);
        Assert.Equal("106nf(1)", advice[InvoicingMode.Emergency].Basis);
    }

    [Theory]
    [InlineData("2026-03-02T07:59", InvoicingMode.Online)]
    [InlineData("2026-03-02T08:00", InvoicingMode.Emergency)]
    [InlineData("2026-03-02T11:59", InvoicingMode.Emergency)]
    [InlineData("2026-03-02T12:00", InvoicingMode.Online)]
    public void An_announced_failure_opens_the_emergency_mode_while_it_lasts(string now, InvoicingMode recommended)
    {
        var advice = new ModeAdvisor().Advise(Timeline(Failure("2026-03-02T08:00", "2026-03-02T12:00")), At(now));
        Assert.Equal(recommended, advice.Recommended);
        Assert.Equal(recommended == InvoicingMode.Emergency, advice[InvoicingMode.Emergency].IsAllowed);
        Assert.Equal(recommended == InvoicingMode.Emergency ? InvoicingMode.Emergency : InvoicingMode.Offline24, advice.WithoutKsef);
    }

    [Fact]
    public void Before_publication_the_emergency_mode_is_closed_unless_the_policy_opens_it()
    {
        var timeline = Timeline(Failure("2026-03-02T08:00", published: "2026-03-02T09:00"));
        var before = new ModeAdvisor().Advise(timeline, At("2026-03-02T08:59"));
        Assert.Equal((InvoicingMode.Offline24, false, "106ne(1)"), (before.Recommended, before[InvoicingMode.Emergency].IsAllowed, before[InvoicingMode.Emergency].Basis));
        Assert.NotNull(before[InvoicingMode.Emergency].Announcement);
        Assert.Equal(InvoicingMode.Emergency, new ModeAdvisor().Advise(timeline, At("2026-03-02T09:00")).Recommended);
        var open = new ModeAdvisor(new DeadlinePolicies { IssueBeforePublication = IssueBeforePublication.Emergency }).Advise(timeline, At("2026-03-02T08:59"));
        Assert.Equal((InvoicingMode.Emergency, true), (open.Recommended, open[InvoicingMode.Emergency].IsAllowed));
    }

    [Fact]
    public void Maintenance_opens_unavailability_and_a_failure_goes_before_it()
    {
        var maintenance = Maintenance("2026-03-02T08:00", "2026-03-02T12:00");
        var advice = new ModeAdvisor().Advise(Timeline(maintenance), At("2026-03-02T10:00"));
        Assert.Equal((InvoicingMode.Unavailability, InvoicingMode.Unavailability), (advice.Recommended, advice.WithoutKsef));
        Assert.Equal(maintenance, advice[InvoicingMode.Unavailability].Announcement);
        var both = new ModeAdvisor().Advise(Timeline(maintenance, Failure("2026-03-02T09:00")), At("2026-03-02T10:00"));
        Assert.Equal(InvoicingMode.Emergency, both.Recommended);
        Assert.Equal([InvoicingMode.Online, InvoicingMode.Offline24, InvoicingMode.Unavailability, InvoicingMode.Emergency], Allowed(both));
    }

    [Fact]
    public void A_total_failure_is_recommended_only_once_a_person_has_confirmed_it()
    {
        var total = TotalFailure("2026-03-02T08:00");
        var asked = new ModeAdvisor().Advise(Timeline(total, Failure("2026-03-02T07:00")), At("2026-03-02T10:00"));
        Assert.Equal((InvoicingMode.Offline24, InvoicingMode.Offline24), (asked.Recommended, asked.WithoutKsef));
        Assert.Equal([InvoicingMode.Offline24, InvoicingMode.Emergency, InvoicingMode.TotalFailure], Allowed(asked));
        var confirmed = new ModeAdvisor().Advise(Timeline(total with { Confirmed = true }), At("2026-03-02T10:00"));
        Assert.Equal((InvoicingMode.TotalFailure, InvoicingMode.TotalFailure), (confirmed.Recommended, confirmed.WithoutKsef));
    }

    [Fact]
    public void A_withdrawn_announcement_opens_nothing()
    {
        var advice = new ModeAdvisor().Advise(Timeline(Failure("2026-03-02T08:00") with { Withdrawn = true }), At("2026-03-02T10:00"));
        Assert.Equal(InvoicingMode.Online, advice.Recommended);
        Assert.False(advice[InvoicingMode.Emergency].IsAllowed);
        Assert.Throws<ArgumentNullException>(() => new ModeAdvisor().Advise(null!, At("2026-03-02T10:00")));
    }

    [Fact]
    public void Every_option_gives_its_reason_in_both_languages_and_says_what_to_keep()
    {
        var timelines = new[] { AnnouncementTimeline.Empty, Timeline(Failure("2026-03-02T08:00", published: "2026-03-02T11:00"), Maintenance("2026-03-02T08:00"), TotalFailure("2026-03-02T08:00")), Timeline(Failure("2026-03-02T08:00")) };
        foreach (var option in timelines.SelectMany(t => new ModeAdvisor().Advise(t, At("2026-03-02T10:00")).Options))
        {
            Assert.True(option.Reason.Length > 20 && option.ReasonPl.Length > 20 && option.Basis.Length > 4);
            Assert.Equal(option.IsAllowed, option.Evidence.Length > 0);
            Assert.Equal(option.IsAllowed, option.EvidencePl.Length > 0);
        }
    }

    private static IEnumerable<InvoicingMode> Allowed(ModeAdvice advice) => advice.Options.Where(o => o.IsAllowed).Select(o => o.Mode);
}
