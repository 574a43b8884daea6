using System.CommandLine;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>status</c>: every entry of the outbox, a line each.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var command = new HelpfulCommand("status", "Lists the entries of the outbox, a line each; due is a day in Poland.", "ksef-offline status --db sqlite:outbox.db") { db };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var open = await OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken);
            await foreach (var entry in open.Outbox.Store.ReadAsync(OutboxQuery.All, cancellationToken)) EntryLine.Write(entry);
            return ExitCode.Good;
        });
        return command;
    }
}
