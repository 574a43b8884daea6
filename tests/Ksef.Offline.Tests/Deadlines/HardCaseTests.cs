using Ksef.Offline.Deadlines;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class HardCaseTests
{
    private static readonly DeadlineEngine Engine = new();

    [Fact]
    public void Every_hard_case_has_its_answer_and_its_stricter_date()
    {
        var wrong = new List<string>();
        foreach (var hard in HardCase.ReadAll("deadlines.txt"))
        {
            var answer = Engine.Answer(hard.Question, AnnouncementTimeline.From(hard.Announcements)).Deadline;
            var text = (answer with { }).ToString();
            var expected = hard.Stricter is { } s ? $"{hard.Answer} (stricter {s:uuuu-MM-dd})" : hard.Answer;
            if (text != expected) wrong.Add($"{hard.Line}{Environment.NewLine}  was: {text}");
        }
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }
}
