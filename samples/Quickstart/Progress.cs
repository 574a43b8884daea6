using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;

namespace Quickstart;

/// <summary>Shows each step of an invoice on its way, as it happens.</summary>
internal sealed class Progress : IProgress<OutboxEntry>
{
    public void Report(OutboxEntry value) => Show.Line($"{value.Key.Number}: {Words(value)}");

    private static string Words(OutboxEntry entry) => entry.State switch
    {
        // Stored before the call: if we die now, this is what the next run finds, and it asks before it sends.
        OutboxState.Unknown when entry.Note is null => "sending",
        OutboxState.Submitted => "taken over by KSeF, waiting for the number",
        OutboxState.Accepted => $"accepted as {entry.Acceptance?.Number}",
        _ => $"{entry.State}{(entry.Note is { } note ? ": " + note : "")}",
    };
}
