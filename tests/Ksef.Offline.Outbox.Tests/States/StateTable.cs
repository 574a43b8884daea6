using System.Text;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox.Tests.States;

/// <summary>Writes the table of states as the document that stands beside the code.</summary>
internal static class StateTable
{
    public static string Render()
    {
        var text = new StringBuilder();
        text.Append("# The states of an entry\n\n");
        text.Append("Generated from `OutboxStateMachine`; a test compares it. Rows: what happened. Columns: the state before. Cells: the state after; a dot: refused, nothing changes.\n\n");
        text.Append("| |");
        foreach (var state in OutboxStateMachine.States) text.Append(' ').Append(state).Append(" |");
        text.Append("\n|---|");
        foreach (var _ in OutboxStateMachine.States) text.Append("---|");
        text.Append('\n');
        foreach (var kind in OutboxStateMachine.Events)
        {
            text.Append("| **").Append(kind).Append("** |");
            foreach (var state in OutboxStateMachine.States) text.Append(' ').Append(OutboxStateMachine.Next(state, kind)?.ToString() ?? "·").Append(" |");
            text.Append('\n');
        }
        text.Append("\nWorkers lease: ").Append(string.Join(", ", OutboxStateMachine.States.Where(OutboxStateMachine.IsWorkable)));
        text.Append(". Final: ").Append(string.Join(", ", OutboxStateMachine.States.Where(OutboxStateMachine.IsFinal)));
        text.Append(". Everything else waits for a person, or for the number of its original.\n");
        return text.ToString();
    }
}
