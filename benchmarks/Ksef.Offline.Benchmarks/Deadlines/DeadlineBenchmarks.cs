using BenchmarkDotNet.Attributes;
using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Deadlines;

/// <summary>The engine against a naive day loop. Goals: offline24 at most 0.2 of the loop and 0 B; five announcements at most 1.0 of it.</summary>
[MemoryDiagnoser]
public class DeadlineBenchmarks
{
    private readonly DeadlineEngine _engine = new();
    private readonly AnnouncementTimeline _five = AnnouncementTimeline.From(
    [
        Announce(AnnouncementKind.Failure, new LocalDate(2026, 7, 9), 30), Announce(AnnouncementKind.Failure, new LocalDate(2026, 7, 13), 2),
        Announce(AnnouncementKind.Maintenance, new LocalDate(2026, 7, 11), 20), Announce(AnnouncementKind.Failure, new LocalDate(2026, 7, 21), 5),
        Announce(AnnouncementKind.TotalFailure, new LocalDate(2026, 9, 1), 5),
    ]);

    private readonly DeadlineQuestion _question = new(InvoicingMode.Offline24, new LocalDate(2026, 7, 10));

    [Benchmark(Baseline = true)]
    public LocalDate NaiveOffline24() => NaiveDeadline.Offline24(_question.IssueDate);

    [Benchmark]
    public LocalDate? Offline24() => _engine.Answer(_question, AnnouncementTimeline.Empty).Due;

    [Benchmark]
    public LocalDate? Offline24WithFiveAnnouncements() => _engine.Answer(_question, _five).Due;

    [Benchmark]
    public int Offline24WithFiveAnnouncementsExplained() => _engine.Answer(_question, _five).Explain().Steps.Count;

    private static Announcement Announce(AnnouncementKind kind, LocalDate day, int hours)
    {
        var start = day.At(new LocalTime(8, 0)).InUtc().ToInstant();
        return new Announcement { Kind = kind, Start = start, End = start + Duration.FromHours(hours), Published = start + Duration.FromMinutes(10) };
    }
}
