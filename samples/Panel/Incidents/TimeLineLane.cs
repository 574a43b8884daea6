namespace Panel.Incidents;

/// <summary>A lane of invoices on a time line: each a mark at its moment.</summary>
public sealed record TimeLineLane(string Label, IReadOnlyList<TimeLineMark> Marks);
