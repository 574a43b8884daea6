using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Operating;

namespace Ksef.Offline.Cli;

/// <summary>Tells what came of an operator's wish: the entry as it is now; a refusal on standard error and exit code 1.</summary>
internal static class OperatorAnswer
{
    public static int Write(InvoiceKey key, OperatorOutcome outcome)
    {
        if (outcome.Entry is null) throw KeyText.Unknown(key);
        EntryLine.Write(outcome.Entry);
        foreach (var remark in outcome.Remarks) Say.Line(remark.ToString());
        if (outcome.IsDone) return ExitCode.Good;
        Say.Line($"not done: {outcome.Refusal}");
        return ExitCode.FoundBad;
    }
}
