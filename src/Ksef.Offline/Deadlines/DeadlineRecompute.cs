namespace Ksef.Offline.Deadlines;

/// <summary>Recomputes deadlines of unsent invoices when announcements arrive, change or are withdrawn. Idempotent.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="engine">The engine whose policies and calendar are used.</param>
public sealed class DeadlineRecompute(DeadlineEngine engine)
{
    /// <summary>The new answer, and what it changed.</summary>
    /// <param name="question">The invoice.</param>
    /// <param name="before">The deadline that was computed last.</param>
    /// <param name="now">The announcements known now.</param>
    /// <param name="then">The announcements known when <paramref name="before"/> was computed, for naming the messages that made the difference; null where it is not kept.</param>
    public DeadlineChange Recompute(in DeadlineQuestion question, Deadline before, AnnouncementTimeline now, AnnouncementTimeline? then = null)
    {
        var after = engine.Answer(question, now);
        var shift = Compare(before, after.Deadline);
        List<Announcement> because = shift == DeadlineShift.Unchanged ? [] : Because(question, after, now, then);
        return new DeadlineChange { Before = before, After = after, Shift = shift, Because = because, Findings = IsAlarm(shift, before, after.Deadline) ? [DeadlineFindings.MovedEarlier(before, after.Deadline, because)] : [] };
    }

    private static DeadlineShift Compare(Deadline before, Deadline after) => (before.Kind, after.Kind) switch
    {
        (DeadlineKind.Due, DeadlineKind.Due) when after.Due > before.Due => DeadlineShift.Later,
        (DeadlineKind.Due, DeadlineKind.Due) when after.Due < before.Due => DeadlineShift.Earlier,
        var (b, a) when b == a => before.Stricter == after.Stricter ? DeadlineShift.Unchanged : DeadlineShift.StricterMoved,
        (_, DeadlineKind.InvalidMode) => DeadlineShift.BecameInvalid,
        (DeadlineKind.InvalidMode, _) => DeadlineShift.BecameValid,
        (_, DeadlineKind.NoObligation) => DeadlineShift.Lifted,
        (DeadlineKind.NoObligation, _) => DeadlineShift.Revived,
        (DeadlineKind.AwaitingEnd, _) => DeadlineShift.TermBegan,
        _ => DeadlineShift.TermSuspended,
    };

    private static bool IsAlarm(DeadlineShift shift, Deadline before, Deadline after) =>
        shift is DeadlineShift.Earlier or DeadlineShift.Revived or DeadlineShift.BecameInvalid || after.ActBy < before.ActBy;

    private List<Announcement> Because(in DeadlineQuestion question, in DeadlineAnswer after, AnnouncementTimeline now, AnnouncementTimeline? then)
    {
        var resting = RestsOn(after);
        if (then is null) return [.. resting];
        var different = RestsOn(engine.Answer(question, then)).Except(now.Events).Concat(resting.Except(then.Events)).Distinct().ToList();
        return different.Count > 0 ? different : [.. now.Events.Except(then.Events)];
    }

    private static IEnumerable<Announcement> RestsOn(DeadlineAnswer answer) => answer.Steps.Select(s => s.Announcement).OfType<Announcement>().Distinct();
}
