namespace Panel.Shared;

/// <summary>What an action did, to be told on the page that follows it.</summary>
public sealed record Notice(bool IsDone, string TextPl, string Text);
