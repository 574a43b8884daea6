using System.CommandLine;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Issuing;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>issue</c>: takes issued FA(3) files into the outbox with mode, deadline and evidence. The same file again is the entry that is there.</summary>
internal static class IssueCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "FA(3) files, kept exactly as they are.", Arity = ArgumentArity.OneOrMore };
        var mode = new Option<string>("--mode") { Description = "online, offline24, unavailability, emergency or total-failure.", Required = true };
        var db = Options.Db();
        var environment = new Option<string>("--environment") { Description = "Whose verification page KOD II names: test, demo or prod.", DefaultValueFactory = _ => "test" };
        var cert = new Option<string?>("--cert") { Description = "The Offline certificate (PFX); without one no KOD II is made." };
        var password = new Option<string?>("--password-env") { Description = "The environment variable that holds the password of the PFX." };
        var reason = new Option<string?>("--reason") { Description = "Why this mode, for the evidence." };
        var actor = new Option<string>("--actor") { Description = "Who decides.", DefaultValueFactory = _ => "command line" };
        var command = new Command("issue", "Takes issued FA(3) files into the outbox; an entry a line.") { files, mode, db, environment, cert, password, reason, actor };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var legal = ModeText.Read(parsed.GetValue(mode)) ?? throw new UsageException($"--mode '{parsed.GetValue(mode)}': write online, offline24, unavailability, emergency or total-failure.");
            var verification = EnvironmentText.Parse(parsed.GetValue(environment)!);
            using var signer = Signer(parsed.GetValue(cert), parsed.GetValue(password));
            if (signer is null && legal is not (InvoicingMode.Online or InvoicingMode.TotalFailure))
                await Console.Error.WriteLineAsync("ksef-offline: no --cert: no KOD II is made, and an offline invoice handed over outside KSeF must bear it.");
            await using var open = await OpenOutbox.OpenAsync(parsed.GetValue(db)!, cancellationToken);
            var page = await new AnnouncementBook(open.Outbox.Announcements).RefreshAsync(cancellationToken);
            var good = true;
            foreach (var file in parsed.GetValue(files)!)
            {
                var now = TimeProvider.System.GetUtcNow().ToInstant();
                var decision = new ModeDecision(legal, parsed.GetValue(reason) ?? "stated on the command line", parsed.GetValue(actor)!, now);
                good &= await IssueAsync(open.Outbox.Store, open.Outbox.Register, file, decision, verification, signer, page, cancellationToken);
            }
            return good ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }

    private static async Task<bool> IssueAsync(
        SqlOutboxStore store, SqlRegister register, string file, ModeDecision decision, KsefEnvironment environment, CertificateLinkSigner? signer, BookPage page, CancellationToken cancellationToken)
    {
        var bytes = InputFile.Read(file);
        var errors = new InvoiceValidator(InvoiceValidatorOptions.Default with { Environment = environment }).Validate(bytes).Findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0) return await RefusedAsync(file, errors.Select(e => e.ToString()));
        if (!IssuedInvoice.TryRead(bytes, out var invoice, out var findings)) return await RefusedAsync(file, findings.Select(e => e.ToString()));
        if (decision.Mode == InvoicingMode.TotalFailure) return await RecordOutsideAsync(register, file, invoice, decision, page, cancellationToken);
        var context = VerificationContext.ForNip(invoice.Key.SellerNip);
        var codes = new List<string>();
        codes.Add(VerificationLinks.ForInvoice(environment, invoice).ToString());
        if (signer is not null && decision.Mode is not InvoicingMode.Online)
            codes.Add(VerificationLinks.ForCertificate(environment, invoice, context, signer, decision.At).ToString());
        var request = new PrepareRequest(invoice, new TaxpayerContext(invoice.Key.SellerNip.ToString(), context), decision, decision.At) { Codes = codes };
        var preparation = new InvoicePreparer(new DeadlineEngine()).Prepare(request, page);
        if (preparation.Prepared is not { } prepared) return await RefusedAsync(file, preparation.Findings.Select(f => f.ToString()));
        switch (await store.EnqueueAsync(prepared, cancellationToken))
        {
            case EnqueueOutcome.Added added:
                EntryLine.Write(added.Entry);
                return true;
            case EnqueueOutcome.AlreadyPresent present:
                EntryLine.Write(present.Entry);
                return true;
            case EnqueueOutcome.Conflict conflict:
                return await RefusedAsync(file, [$"{conflict.Key} is there with other bytes: stored {conflict.Existing} ({conflict.State}), offered {conflict.Offered}."]);
            default:
                throw new InvalidOperationException("The store answered something else.");
        }
    }

    /// <summary>What is issued in a total failure is never sent (art. 106ng): the register alone knows of it.</summary>
    private static async Task<bool> RecordOutsideAsync(SqlRegister register, string file, IssuedInvoice invoice, ModeDecision decision, BookPage page, CancellationToken cancellationToken)
    {
        var answer = new DeadlineEngine().Answer(new DeadlineQuestion(decision.Mode, invoice.IssueDate), page.Timeline);
        if (answer.Kind == DeadlineKind.InvalidMode) return await RefusedAsync(file, answer.Findings.Select(f => f.ToString()));
        var asked = new OutsideDocument(new NumberingScheme().Next(invoice.IssueDate), invoice.Key.SellerNip, invoice.Key.Number, invoice.IssueDate, decision.At, decision.Actor, decision.Reason, invoice.Hash);
        var there = await register.RecordAsync(asked, cancellationToken);
        if (there.Hash != invoice.Hash) return await RefusedAsync(file, [$"{invoice.Key.Number} is there with other bytes: recorded {there.Hash}, offered {invoice.Hash}."]);
        EntryLine.Write(there);
        return true;
    }

    private static CertificateLinkSigner? Signer(string? pfx, string? passwordVariable)
    {
        if (pfx is null) return null;
        using var certificate = CertificateFile.Open(pfx, passwordVariable);
        try
        {
            return CertificateLinkSigner.FromCertificate(certificate);
        }
        catch (SigningRefusedException e)
        {
            throw new UsageException($"'{pfx}': {e.Findings[0].Message}");
        }
    }

    private static async Task<bool> RefusedAsync(string file, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons) await Console.Error.WriteLineAsync($"ksef-offline: '{file}': {reason}");
        return false;
    }
}
