using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>One step of the way to a deadline, as data; the texts are rendered when asked for.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record DeadlineStep
{
    /// <summary>What the step says.</summary>
    public required DeadlineStepCode Code { get; init; }

    /// <summary>The law behind it: articles of the VAT Act such as <c>106nf(4)</c>, or the act of a day off.</summary>
    public required string Basis { get; init; }

    /// <summary>The law behind it in Polish, for example <c>art. 106nf ust. 4 ustawy o VAT</c>.</summary>
    public string BasisPl => Skipped is { } skipped ? skipped.BasisPl : LegalBasis.Polish(Basis);

    /// <summary>The legal mode of the invoice.</summary>
    public InvoicingMode Mode { get; init; }

    /// <summary>The date that the step speaks of: the anchor, a skipped day, or the date reached.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>How many working days are counted.</summary>
    public int WorkingDays { get; init; }

    /// <summary>The day that was skipped, for <see cref="DeadlineStepCode.Skipped"/>.</summary>
    public SkippedDay? Skipped { get; init; }

    /// <summary>The announcement that the step rests on.</summary>
    public Announcement? Announcement { get; init; }

    /// <summary>The step in English.</summary>
    public string Text => StepText.English(this);

    /// <summary>The step in Polish.</summary>
    public string TextPl => StepText.Polish(this);

    /// <summary>Whether the step says that a failure was announced after the issue and within the term.</summary>
    internal bool IsFailureAfterIssue { get; init; }

    /// <summary>The English text with its basis.</summary>
    public override string ToString() => $"{Text} [{Basis}]";
}
