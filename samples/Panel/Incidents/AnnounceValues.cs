namespace Panel.Incidents;

/// <summary>The form of an announcement as it was typed, so that a mistake costs nobody his other fields.</summary>
public sealed record AnnounceValues
{
    public string Kind { get; init; } = "";

    public string Start { get; init; } = "";

    public string End { get; init; } = "";

    public string Published { get; init; } = "";

    public string EventId { get; init; } = "";

    public string Version { get; init; } = "1";

    public string Source { get; init; } = "";

    public string Note { get; init; } = "";
}
