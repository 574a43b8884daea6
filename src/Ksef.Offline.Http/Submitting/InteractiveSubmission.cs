using Ksef.Offline.Http.Interactive;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Http.Submitting;

/// <summary>Sends one invoice into an interactive session. Whatever the answer, the invoice is sent at most once here.</summary>
internal sealed class InteractiveSubmission(TaxpayerApi api, InteractiveSessions sessions, KsefGatewayOptions options)
{
    private const int SessionFull = 21155;
    private const int NoSuchSession = 21173;
    private const int SessionClosed = 21180;
    private const int CorrectionExists = 21166;
    private const int CorrectionNotAllowed = 21167;

    public async Task<GatewayOutcome> SendAsync(ConsignmentItem item, bool offline, IAttemptLog log, CancellationToken cancellationToken)
    {
        if (Preflight.Judge(item, options) is { } reason) return new GatewayOutcome.NotSent(item.Key, reason, NeedsPerson: true);
        var marks = new Marks(log, [item.Key], () => api.Api.Now);
        try
        {
            // A session that KSeF closed under us has taken nothing: one more try in a new one.
            return await TryAsync(item, offline, marks, cancellationToken).ConfigureAwait(false)
                ?? await TryAsync(item, offline, marks, cancellationToken).ConfigureAwait(false)
                ?? new GatewayOutcome.NotSent(item.Key, "KSeF closed two sessions in a row before the invoice could be sent.", api.Api.Now + Duration.FromTimeSpan(options.AskAfter));
        }
        catch (Exception e) when (NotSentBecause.Knows(e))
        {
            return NotSentBecause.Of(item.Key, e);
        }
    }

    private async Task<GatewayOutcome?> TryAsync(ConsignmentItem item, bool offline, Marks marks, CancellationToken cancellationToken)
    {
        var session = await sessions.RentAsync(
            () => marks.BeforeAsync(AttemptStep.OpeningSession, SubmissionReference.None, null, cancellationToken),
            reference => marks.AfterAsync(AttemptStep.SessionOpened, new SubmissionReference(reference, null)),
            cancellationToken).ConfigureAwait(false);
        var usable = true;
        try
        {
            var here = new SubmissionReference(session.Reference, null);
            var body = InvoiceBody.Write(item, offline, session.Keys);
            await marks.BeforeAsync(AttemptStep.Sending, here, null, cancellationToken).ConfigureAwait(false);
            return await SendAsync(item, here, body, marks, cancellationToken).ConfigureAwait(false);
        }
        catch (KsefRejectedException e) when (e.Code is SessionFull or NoSuchSession or SessionClosed)
        {
            usable = false;
            return null;
        }
        finally
        {
            await sessions.ReturnAsync(session, usable).ConfigureAwait(false);
        }
    }

    private async Task<GatewayOutcome> SendAsync(ConsignmentItem item, SubmissionReference here, Func<HttpContent> body, Marks marks, CancellationToken cancellationToken)
    {
        try
        {
            var call = ApiCall.Post($"sessions/online/{Uri.EscapeDataString(here.Session!)}/invoices", EndpointGroup.InvoiceSend, "POST sessions/online/{reference}/invoices", body);
            var reference = (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => root.RequiredText("referenceNumber"));
            var there = here with { Invoice = reference };
            await marks.AfterAsync(AttemptStep.Sent, there).ConfigureAwait(false);
            return new GatewayOutcome.Pending(item.Key, there, api.Api.Now + Duration.FromTimeSpan(options.AskAfter));
        }
        catch (KsefUnavailableException e) when (e.MayHaveBeenAccepted)
        {
            return new GatewayOutcome.Unknown(item.Key, e.Message, here);
        }
        catch (KsefRejectedException e) when (e.Code is CorrectionExists or CorrectionNotAllowed)
        {
            return new GatewayOutcome.Rejected(item.Key, RejectionKind.Correction, e.Code, string.Join("; ", e.Details), here);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new GatewayOutcome.Unknown(item.Key, "The sending was cancelled while KSeF was being called.", here);
        }
    }
}
