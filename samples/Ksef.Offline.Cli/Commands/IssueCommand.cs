using System.CommandLine;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Verification;
using NodaTime.Extensions;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>issue</c>: takes issued FA(3) files into the outbox with mode, deadline and evidence. The same file again is the entry that is there.</summary>
internal static class IssueCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "FA(3) files, kept exactly as they are.", Arity = ArgumentArity.OneOrMore };
        var mode = new Option<string>("--mode") { HelpName = "MODE", Description = "online, offline24, unavailability, emergency or total-failure.", Required = true };
        mode.CompletionSources.Add("online", "offline24", "unavailability", "emergency", "total-failure");
        var db = Options.Db();
        var environment = new Option<string>("--environment") { HelpName = "test|demo|prod", Description = "Whose verification page the codes name: test, demo or prod.", DefaultValueFactory = _ => "test" };
        environment.CompletionSources.Add("test", "demo", "prod");
        var cert = new Option<string?>("--cert") { HelpName = "PFX", Description = "The Offline certificate (PFX); without one no KOD II is made." };
        var password = new Option<string?>("--password-env") { HelpName = "VAR", Description = "The environment variable that holds the password of the PFX." };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Why this mode, for the evidence.", DefaultValueFactory = _ => "stated on the command line" };
        var (actor, mark) = (Options.Actor(), Options.Mark());
        var command = new HelpfulCommand(
            "issue",
            "Takes issued FA(3) files into the outbox; an entry a line, with the day in Poland by which KSeF must have it. A file that is refused has a line that tells why, and the rest goes on.",
            "ksef-offline issue invoice.xml --mode offline24 --db sqlite:outbox.db --cert offline.pfx --password-env PFX_PASSWORD --reason \"no network\" --actor \"till 2\"")
        {
            files, mode, db, environment, cert, password, reason, actor, mark,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var legal = ModeText.Read(parsed.GetValue(mode)) ?? throw new UsageException($"--mode '{parsed.GetValue(mode)}': write online, offline24, unavailability, emergency or total-failure.");
            var verification = EnvironmentText.Parse(parsed.GetValue(environment)!);
            var (why, who) = (Said.Text("--reason", parsed.GetValue(reason)!), Said.Text("--actor", parsed.GetValue(actor)!));
            var numbering = Options.Numbering(parsed.GetValue(mark));
            CertificateFile.CheckPair(parsed.GetValue(cert), parsed.GetValue(password));
            using var signer = parsed.GetValue(cert) is { } pfx ? SignerFile.Open(pfx, parsed.GetValue(password)) : null;
            await using var open = await OpenOutbox.OpenAsync(parsed.GetValue(db)!, cancellationToken);
            var issuing = await FileIssuing.StartAsync(open.Outbox, verification, signer, numbering, cancellationToken);
            var all = parsed.GetValue(files)!;
            var (refused, unread) = (0, new List<string>());
            using (var progress = new ProgressLine("issued", all.Length))
            {
                foreach (var file in all)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var decision = new ModeDecision(legal, why, who, TimeProvider.System.GetUtcNow().ToInstant());
                    try
                    {
                        var reasons = await issuing.IssueAsync(InputFile.Read(file), decision, cancellationToken);
                        foreach (var one in reasons) progress.Say($"'{file}': {one}");
                        if (reasons.Count > 0) JsonLines.Write(new { file, error = string.Join(" ", reasons.Select(r => r.ToString())), findings = reasons.OfType<Finding>().Select(FindingLine.Of) });
                        if (reasons.Count > 0) refused++;
                    }
                    catch (UsageException e)
                    {
                        JsonLines.Write(new { file, error = e.Message });
                        unread.Add(e.Message);
                    }
                    progress.Next();
                }
            }
            var codeless = signer is null && refused + unread.Count < all.Length && legal is not (InvoicingMode.Online or InvoicingMode.TotalFailure)
                ? "no --cert: no KOD II is made, and an offline invoice handed over outside KSeF must bear it." : null;
            if (unread.Count > 0)
            {
                Say.Line($"{unread[0]}{(unread.Count > 1 ? $" ({unread.Count} files cannot be read.)" : "")}{(codeless is null ? "" : $" And {codeless}")}");
                return ExitCode.Unusable;
            }
            if (codeless is not null) Say.Line(codeless);
            return refused == 0 ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }
}
