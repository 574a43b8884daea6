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

namespace Ksef.Offline.Cli;

/// <summary>Takes the bytes of one file after the other into an outbox and writes each entry; what stands against a file is returned, and the file is not taken.</summary>
internal sealed class FileIssuing
{
    private static readonly DeadlineEngine Deadlines = new();
    private readonly SqlOutbox _outbox;
    private readonly BookPage _announcements;
    private readonly KsefEnvironment _environment;
    private readonly CertificateLinkSigner? _signer;
    private readonly NumberingScheme _numbering;
    private readonly InvoiceValidator _validator;

    private FileIssuing(SqlOutbox outbox, BookPage announcements, KsefEnvironment environment, CertificateLinkSigner? signer, NumberingScheme numbering)
    {
        (_outbox, _announcements, _environment, _signer, _numbering) = (outbox, announcements, environment, signer, numbering);
        _validator = new InvoiceValidator(InvoiceValidatorOptions.Default with { Environment = environment });
    }

    public static async Task<FileIssuing> StartAsync(SqlOutbox outbox, KsefEnvironment environment, CertificateLinkSigner? signer, NumberingScheme numbering, CancellationToken cancellationToken) =>
        new(outbox, await new AnnouncementBook(outbox.Announcements).RefreshAsync(cancellationToken), environment, signer, numbering);

    /// <summary>Issues one file. Empty when it was taken, or was there before; else the findings, or the words, that stand against it.</summary>
    public async Task<IReadOnlyList<object>> IssueAsync(byte[] bytes, ModeDecision decision, CancellationToken cancellationToken)
    {
        var errors = _validator.Validate(bytes).Findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0) return errors;
        if (!IssuedInvoice.TryRead(bytes, out var invoice, out var findings)) return findings;
        if (decision.Mode == InvoicingMode.TotalFailure) return await RecordOutsideAsync(invoice, decision, cancellationToken);
        var context = VerificationContext.ForNip(invoice.Key.SellerNip);
        var request = new PrepareRequest(invoice, new TaxpayerContext(invoice.Key.SellerNip.ToString(), context), decision, decision.At) { Codes = Codes(invoice, context, decision), Numbering = _numbering };
        var preparation = new InvoicePreparer(Deadlines).Prepare(request, _announcements);
        if (preparation.Prepared is not { } prepared) return preparation.Findings;
        switch (await _outbox.Store.EnqueueAsync(prepared, cancellationToken))
        {
            case EnqueueOutcome.Added added:
                EntryLine.Write(added.Entry);
                return [];
            case EnqueueOutcome.AlreadyPresent present:
                EntryLine.Write(present.Entry);
                return [];
            case EnqueueOutcome.Conflict conflict:
                return [$"{conflict.Key} is there with other bytes: stored {conflict.Existing} ({conflict.State}), offered {conflict.Offered}."];
            default:
                throw new InvalidOperationException("The store answered something else.");
        }
    }

    private List<string> Codes(IssuedInvoice invoice, VerificationContext context, ModeDecision decision)
    {
        var codes = new List<string> { VerificationLinks.ForInvoice(_environment, invoice).ToString() };
        if (_signer is not null && decision.Mode is not InvoicingMode.Online) codes.Add(VerificationLinks.ForCertificate(_environment, invoice, context, _signer, decision.At).ToString());
        return codes;
    }

    /// <summary>What is issued in a total failure is never sent (art. 106ng): the register alone knows of it.</summary>
    private async Task<IReadOnlyList<object>> RecordOutsideAsync(IssuedInvoice invoice, ModeDecision decision, CancellationToken cancellationToken)
    {
        var answer = Deadlines.Answer(new DeadlineQuestion(decision.Mode, invoice.IssueDate), _announcements.Timeline);
        if (answer.Kind == DeadlineKind.InvalidMode) return answer.Findings;
        var asked = new OutsideDocument(_numbering.Next(invoice.IssueDate), invoice.Key.SellerNip, invoice.Key.Number, invoice.IssueDate, decision.At, decision.Actor, decision.Reason, invoice.Hash);
        var there = await _outbox.Register.RecordAsync(asked, cancellationToken);
        if (there.Hash != invoice.Hash) return [$"{invoice.Key.Number} is there with other bytes: recorded {there.Hash}, offered {invoice.Hash}."];
        EntryLine.Write(there);
        return [];
    }
}
