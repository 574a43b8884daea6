using System.Collections.Immutable;
using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>The rules of the Act under one reading: the ordinary one with the policies, or the strict readings all together.</summary>
internal sealed class DeadlineRules(PolishCalendar calendar, DeadlinePolicies policies, bool strict)
{
    private const int AfterFailure = 7;
    private readonly bool _joinMaintenance = policies.JoinConsecutiveMaintenance && !strict;
    private readonly bool _maintenanceExtends = policies.MaintenanceExtends && !strict;

    public Deadline Apply(in DeadlineQuestion question, AnnouncementTimeline timeline, bool includeWithdrawn, DeadlineTrace? trace)
    {
        if (!PolishCalendar.Covers(question.IssueDate) || !Enum.IsDefined(question.Mode))
        {
            trace?.Unusable();
            return Deadline.Invalid;
        }
        trace?.Question();
        if (question.Mode == InvoicingMode.Online)
        {
            trace?.Rule(0);
            trace?.Counted(question.IssueDate);
            return Deadline.On(question.IssueDate);
        }
        var run = new Run(this, question, timeline, includeWithdrawn, trace);
        return run.Answer();
    }

    /// <summary>One way through the rules: the present deadline (null while awaiting) and what may still move it.</summary>
    private ref struct Run(DeadlineRules rules, DeadlineQuestion question, AnnouncementTimeline timeline, bool includeWithdrawn, DeadlineTrace? trace)
    {
        private LocalDate? _due;

        public Deadline Answer()
        {
            switch (question.Mode)
            {
                case InvoicingMode.Unavailability when Covering(timeline.Maintenance) is { } maintenance:
                    trace?.Rule(1);
                    trace?.Covered(maintenance.Announcement);
                    AfterEnd(rules._joinMaintenance ? Joined(maintenance) : maintenance, 1);
                    break;
                case InvoicingMode.Emergency when Covering(timeline.Failures) is { } failure:
                    trace?.Rule(AfterFailure);
                    trace?.Covered(failure.Announcement);
                    AfterEnd(failure, AfterFailure);
                    break;
                case InvoicingMode.TotalFailure when Covering(timeline.TotalFailures) is { } total:
                    trace?.Rule(0);
                    trace?.Covered(total.Announcement);
                    trace?.NothingToSend();
                    return Deadline.None();
                default:
                    if (question.Mode != InvoicingMode.Offline24 && !rules.IsStrict)
                    {
                        trace?.NotCovered();
                        return Deadline.Invalid;
                    }
                    trace?.Rule(1);
                    trace?.Anchor(question.IssueDate, 1);
                    _due = Count(question.IssueDate, 1);
                    break;
            }
            do Failures();
            while (rules._maintenanceExtends && MovedByMaintenance());
            return Lifted() ? Deadline.None() : _due is { } due ? Deadline.On(due) : Deadline.Awaiting();
        }

        /// <summary>Of the periods that cover the issue the one that ends last.</summary>
        private readonly AnnouncedPeriod? Covering(ImmutableArray<AnnouncedPeriod> periods)
        {
            AnnouncedPeriod? last = null;
            var proven = false;
            foreach (var period in periods)
            {
                if (!Counts(period) || !period.Covers(question)) continue;
                var proves = period.ProvesCoverage(question);
                if (rules.IsStrict && !proves) continue;
                proven |= proves;
                if (last is null || period.EndsAfter(last)) last = period;
            }
            if (last is not null && !proven) trace?.CoverageNotProven(last.Announcement);
            return last;
        }

        /// <summary>Follows maintenance periods that continue one another; they come ordered by their start.</summary>
        private readonly AnnouncedPeriod Joined(AnnouncedPeriod last)
        {
            foreach (var next in timeline.Maintenance)
            {
                if (!Counts(next) || !next.EndsAfter(last) || next.Start > last.End) continue;
                last = next;
                trace?.Continued(next.Announcement);
            }
            return last;
        }

        private void AfterEnd(AnnouncedPeriod period, int workingDays)
        {
            if (period.End is null)
            {
                trace?.Awaits(period.Announcement);
                return;
            }
            trace?.Anchor(period.EndDay, workingDays);
            _due = CountFromEnd(period, workingDays);
        }

        private void Failures()
        {
            foreach (var failure in timeline.Failures)
            {
                if (_due is not { } due || failure.MomentDay > due) return;
                if (!Counts(failure) || failure.IsOverAtIssue(question)) continue;
                if (failure.End is null)
                {
                    trace?.FailureWithoutEnd(failure.Announcement);
                    _due = null;
                    return;
                }
                if (rules.CountFromEnd(failure, AfterFailure) <= due) continue;
                trace?.FailureExtends(failure.Announcement, failure.EndDay, AfterFailure);
                _due = CountFromEnd(failure, AfterFailure);
            }
        }

        private bool MovedByMaintenance()
        {
            if (_due is not { } due || question.Mode == InvoicingMode.Unavailability) return false;
            foreach (var maintenance in timeline.Maintenance)
            {
                if (!Counts(maintenance) || !maintenance.LastsThroughEndOf(due)) continue;
                var last = rules._joinMaintenance ? Joined(maintenance) : maintenance;
                trace?.MaintenanceExtends(last.Announcement);
                _due = null;
                AfterEnd(last, 1);
                return _due is not null;
            }
            return false;
        }

        private readonly bool Lifted()
        {
            if (!rules.TotalFailureLifts) return false;
            foreach (var total in timeline.TotalFailures)
            {
                if (!Counts(total) || total.MomentDay > _due || total.IsOverAtIssue(question)) continue;
                trace?.TotalFailureLifts(total.Announcement);
                return true;
            }
            if (_due is { } due) trace?.Conflicts(timeline, due);
            return false;
        }

        private readonly bool Counts(AnnouncedPeriod period) =>
            (includeWithdrawn || !period.IsWithdrawn) && (!rules.IsStrict || period.IsConfirmed || period.Announcement.Kind != AnnouncementKind.Failure);

        private readonly LocalDate CountFromEnd(AnnouncedPeriod period, int workingDays)
        {
            var due = rules.CountFromEnd(period, workingDays);
            trace?.Span(rules.Calendar.Describe(period.EndDay, workingDays));
            return due;
        }

        private readonly LocalDate Count(LocalDate from, int workingDays)
        {
            trace?.Span(rules.Calendar.Describe(from, workingDays));
            return rules.Calendar.Count(from, workingDays);
        }
    }

    private bool IsStrict => strict;

    private bool TotalFailureLifts => policies.TotalFailureLifts;

    private PolishCalendar Calendar => calendar;

    /// <summary>Working days after the day of an end; under the strict reading that day counts too.</summary>
    private LocalDate CountFromEnd(AnnouncedPeriod period, int workingDays) => calendar.Count(strict ? period.EndDay.PlusDays(-1) : period.EndDay, workingDays);
}
