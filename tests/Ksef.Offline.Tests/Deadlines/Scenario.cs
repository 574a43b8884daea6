using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>A question and what was announced, made to hurt: see <see cref="Scenarios"/>.</summary>
public sealed record Scenario(DeadlineQuestion Question, IReadOnlyList<Announcement> Announcements)
{
    public AnnouncementTimeline Timeline => AnnouncementTimeline.From(Announcements);

    /// <summary>Smaller scenarios: one announcement less, no publication, no instant of issue.</summary>
    public IEnumerable<Scenario> Smaller()
    {
        for (var i = 0; i < Announcements.Count; i++) yield return this with { Announcements = [.. Announcements.Where((_, j) => j != i)] };
        for (var i = 0; i < Announcements.Count; i++)
            if (Announcements[i].Published is not null) yield return this with { Announcements = [.. Announcements.Select((a, j) => j == i ? a with { Published = null } : a)] };
        if (Question.IssuedAt is not null) yield return this with { Question = Question with { IssuedAt = null } };
    }

    public override string ToString() => $"{Question}{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", Announcements.Select(a => $"{a} published {a.Published} {(a.Confirmed ? "confirmed" : "")}"))}";
}
