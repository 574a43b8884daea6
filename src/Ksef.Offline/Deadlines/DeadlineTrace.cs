using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>Collects the steps and findings of one computation. Only made when somebody asks for the explanation.</summary>
internal sealed class DeadlineTrace(DeadlineQuestion question)
{
    private readonly List<DeadlineStep> _steps = [];
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<DeadlineStep> Steps => _steps;

    public IReadOnlyList<Finding> Findings => _findings;

    private string ModeBasis => question.Mode switch
    {
        InvoicingMode.Online => "106na(1)",
        InvoicingMode.Offline24 => "106nda(2)",
        InvoicingMode.Unavailability => "106nh(2)",
        InvoicingMode.Emergency => "106nf(4)",
        _ => "106ng",
    };

    public void Unusable()
    {
        Add(DeadlineStepCode.Unusable, "106na-106nha", question.IssueDate);
        _findings.Add(PolishCalendar.Covers(question.IssueDate) ? DeadlineFindings.UnknownMode(question) : DeadlineFindings.OutsideCalendar(question));
    }

    public void Question()
    {
        if (question.IssuedAt is { } at && WarsawTime.DateOf(at) != question.IssueDate) _findings.Add(DeadlineFindings.OtherDay(question, WarsawTime.DateOf(at)));
    }

    public void Rule(int workingDays) => _steps.Add(new DeadlineStep { Code = DeadlineStepCode.Rule, Basis = ModeBasis, Mode = question.Mode, WorkingDays = workingDays });

    public void Covered(Announcement announcement) => Add(DeadlineStepCode.Covered, ModeBasis, null, announcement);

    public void Continued(Announcement announcement) => Add(DeadlineStepCode.Continued, ModeBasis, null, announcement);

    public void NotCovered()
    {
        Add(DeadlineStepCode.NotCovered, ModeBasis, question.IssueDate);
        _findings.Add(DeadlineFindings.NotCovered(question, ModeBasis));
    }

    public void CoverageNotProven(Announcement announcement) => _findings.Add(DeadlineFindings.CoverageNotProven(question, announcement, ModeBasis));

    public void Anchor(LocalDate date, int workingDays) => _steps.Add(new DeadlineStep
    {
        Code = DeadlineStepCode.Anchor,
        Basis = ModeBasis,
        Mode = question.Mode,
        Date = date,
        WorkingDays = workingDays,
    });

    public void Span(WorkingSpan span)
    {
        foreach (var day in span.Skipped)
            _steps.Add(new DeadlineStep { Code = DeadlineStepCode.Skipped, Basis = day.Basis, Mode = question.Mode, Date = day.Date, Skipped = day });
        _steps.Add(new DeadlineStep { Code = DeadlineStepCode.Counted, Basis = _steps[^(span.Skipped.Count + 1)].Basis, Mode = question.Mode, Date = span.To, WorkingDays = span.WorkingDays });
    }

    public void Counted(LocalDate date) => Add(DeadlineStepCode.Counted, ModeBasis, date);

    public void Awaits(Announcement announcement) => Add(DeadlineStepCode.AwaitsEnd, ModeBasis, null, announcement);

    public void FailureWithoutEnd(Announcement announcement) => _steps.Add(new DeadlineStep
    {
        Code = DeadlineStepCode.AwaitsEnd,
        Basis = FailureBasis,
        Mode = question.Mode,
        Announcement = announcement,
        IsFailureAfterIssue = true,
    });

    public void FailureExtends(Announcement announcement, LocalDate endDay, int workingDays) => _steps.Add(new DeadlineStep
    {
        Code = DeadlineStepCode.FailureExtends,
        Basis = FailureBasis,
        Mode = question.Mode,
        Date = endDay,
        WorkingDays = workingDays,
        Announcement = announcement,
        IsFailureAfterIssue = true,
    });

    public void MaintenanceExtends(Announcement announcement) => Add(DeadlineStepCode.MaintenanceExtends, ModeBasis, null, announcement);

    public void TotalFailureLifts(Announcement announcement)
    {
        Add(DeadlineStepCode.TotalFailureLifts, LiftedBasis, null, announcement);
        _findings.Add(DeadlineFindings.ConfirmTotalFailure(announcement, LiftedBasis));
    }

    public void NothingToSend() => Add(DeadlineStepCode.NothingToSend, ModeBasis, null);

    public void Withdrawn(AnnouncementTimeline timeline, bool keptWithout)
    {
        foreach (var announcement in timeline.Events)
        {
            if (!announcement.Withdrawn) continue;
            Add(DeadlineStepCode.WithdrawnKeptStricter, "106ne(1)", null, announcement);
            _findings.Add(DeadlineFindings.Withdrawn(announcement, keptWithout));
        }
    }

    public void Stricter(LocalDate date) => Add(DeadlineStepCode.StricterDate, "strict readings", date);

    /// <summary>Maintenance that takes away the rest of the deadline's day: the date stands, and the user is told to send before it.</summary>
    public void Conflicts(AnnouncementTimeline timeline, LocalDate due)
    {
        if (question.Mode is not (InvoicingMode.Offline24 or InvoicingMode.Emergency)) return;
        foreach (var maintenance in timeline.Maintenance)
            if (maintenance.LastsThroughEndOf(due)) _findings.Add(DeadlineFindings.MaintenanceOnLastDay(maintenance.Announcement, due));
    }

    private string FailureBasis => question.Mode switch
    {
        InvoicingMode.Offline24 => "106nha with 106nf(4)-(5)",
        InvoicingMode.Unavailability => "106nh(3)(1)",
        _ => "106nf(5)",
    };

    private string LiftedBasis => question.Mode switch
    {
        InvoicingMode.Offline24 => "106nha",
        InvoicingMode.Unavailability => "106nh(3)(2)",
        _ => "106nf(7)",
    };

    private void Add(DeadlineStepCode code, string basis, LocalDate? date, Announcement? announcement = null) =>
        _steps.Add(new DeadlineStep { Code = code, Basis = basis, Mode = question.Mode, Date = date, Announcement = announcement });
}
