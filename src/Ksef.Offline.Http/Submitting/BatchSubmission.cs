using Ksef.Offline.Http.Batch;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Interactive;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Http.Settling;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Submitting;

/// <summary>Sends one package in a batch session. KSeF processes nothing before the session is closed, so until that call everything that fails is "not sent".</summary>
internal sealed class BatchSubmission(TaxpayerApi api, SessionQueries queries, PublicKeys keys, KsefGatewayOptions options, ILogger logger)
{
    private const int MostInvoices = 10_000;
    private const int MostParts = 50;
    private const long LargestPackage = 5_000_000_000;
    private const string UploadName = "PUT part";

    private readonly IPartSpool _spool = options.PartSpool ?? new MemoryPartSpool();

    public async Task<IReadOnlyList<GatewayOutcome>> SendAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
    {
        if (consignment.Items.Count > MostInvoices) throw new ArgumentException($"A batch holds at most {MostInvoices} invoices, not {consignment.Items.Count}.", nameof(consignment));
        var outcomes = new GatewayOutcome[consignment.Items.Count];
        for (var i = 0; i < outcomes.Length; i++)
            if (Judge(consignment.Items[i]) is { } reason) outcomes[i] = new GatewayOutcome.NotSent(consignment.Items[i].Key, reason, NeedsPerson: true);
        var good = consignment.Items.Where((_, i) => outcomes[i] is null).ToList();
        if (good.Count == 0) return outcomes;
        var result = await SendAsync(good, consignment.Offline, new Marks(log, [.. good.Select(i => i.Key)], () => api.Api.Now), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] ??= result(consignment.Items[i]);
        return outcomes;
    }

    private string? Judge(ConsignmentItem item) =>
        item.Corrects is not null ? $"KO6005 {item.Key}: a technical correction goes by interactive session only." : Preflight.Judge(item, options);

    private async Task<Func<ConsignmentItem, GatewayOutcome>> SendAsync(List<ConsignmentItem> items, bool offline, Marks marks, CancellationToken cancellationToken)
    {
        using var sessionKeys = new SessionKeys();
        BatchPackage? package = null;
        var here = SubmissionReference.None;
        var begun = false;
        try
        {
            package = await Task.Run(() => PackageWriter.Write(items.Select(i => i.Bytes), options.PackageFormat, sessionKeys, _spool, Guid.NewGuid().ToString("N"), options.PartSize, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (package.Size > LargestPackage || package.Parts.Count > MostParts)
                return item => new GatewayOutcome.NotSent(item.Key, $"KO6006 The package has {package.Size} bytes in {package.Parts.Count} parts; KSeF takes {LargestPackage} in {MostParts}. Send fewer invoices at once.", NeedsPerson: true);
            await marks.BeforeAsync(AttemptStep.OpeningSession, here, null, cancellationToken).ConfigureAwait(false);
            var (session, uploads) = await OpenAsync(package, offline, sessionKeys, cancellationToken).ConfigureAwait(false);
            here = new SubmissionReference(session, null);
            await marks.AfterAsync(AttemptStep.SessionOpened, here).ConfigureAwait(false);
            Log.BatchOpened(logger, session, api.Taxpayer.Context.ToString(), items.Count, package.Parts.Count, package.Size);
            await marks.BeforeAsync(AttemptStep.Sending, here, $"{package.Parts.Count} parts, {package.Size} bytes", cancellationToken).ConfigureAwait(false);
            begun = true;
            await UploadAsync(session, package, uploads, cancellationToken).ConfigureAwait(false);
            await marks.AfterAsync(AttemptStep.Sent, here).ConfigureAwait(false);
            return await CloseAsync(session, marks, here, cancellationToken).ConfigureAwait(false);
        }
        catch (KsefRejectedException e) when (e.Call == UploadName || (begun && StatusMeaning.PackageLost(e.Code)))
        {
            // The link was too late, or bytes were damaged or lost on the way: a new session has new links.
            return item => new GatewayOutcome.NotSent(item.Key, e.Message, api.Api.Now + Duration.FromTimeSpan(options.AskAfter));
        }
        catch (Exception e) when (NotSentBecause.Knows(e))
        {
            return item => NotSentBecause.Of(item.Key, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return item => new GatewayOutcome.NotSent(item.Key, $"KO6007 The package could not be spooled: {e.Message}");
        }
        catch (OperationCanceledException) when (begun && cancellationToken.IsCancellationRequested)
        {
            return item => new GatewayOutcome.Unknown(item.Key, "The sending was cancelled while the package was on its way.", here);
        }
        finally
        {
            if (package is not null) Clean(package);
        }
    }

    /// <summary>What cannot be deleted, because a virus scanner holds it, must not hide what became of the invoices.</summary>
    private void Clean(BatchPackage package)
    {
        foreach (var part in package.Parts)
        {
            try
            {
                _spool.Delete(part.Name);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.PartLeftBehind(logger, part.Name, e.Message);
            }
        }
    }

    private async Task<(string Session, IReadOnlyList<PartUpload> Uploads)> OpenAsync(BatchPackage package, bool offline, SessionKeys sessionKeys, CancellationToken cancellationToken) =>
        await keys.UseAsync(PublicKeys.ForSymmetricKeys, async key =>
        {
            var body = BatchBody.Write(package, offline, sessionKeys, key);
            var answer = await api.SendAsync(ApiCall.Post("sessions/batch", EndpointGroup.BatchSession, "POST sessions/batch", body), cancellationToken).ConfigureAwait(false);
            return answer.Read(root => (root.RequiredText("referenceNumber"), (IReadOnlyList<PartUpload>)[.. root.Items("partUploadRequests").Select(PartUpload.Read)]));
        }, cancellationToken).ConfigureAwait(false);

    private async Task UploadAsync(string session, BatchPackage package, IReadOnlyList<PartUpload> uploads, CancellationToken cancellationToken)
    {
        await Parallel.ForAsync(0, package.Parts.Count, new ParallelOptions { MaxDegreeOfParallelism = options.ParallelUploads, CancellationToken = cancellationToken }, async (n, token) =>
        {
            var upload = uploads.FirstOrDefault(u => u.Ordinal == n + 1)
                ?? throw new KsefUnavailableException($"POST sessions/batch: KSeF gave no instruction for part {n + 1} of {package.Parts.Count}.") { Call = "POST sessions/batch" };
            await api.Api.UploadAsync(() => upload.Request(_spool.OpenRead(package.Parts[n].Name)), UploadName, token).ConfigureAwait(false);
            Log.PartUploaded(logger, n + 1, package.Parts.Count, session);
        }).ConfigureAwait(false);
    }

    /// <summary>From this call on the package may be processed: an answer that stays away leaves it pending, and asking later closes it again.</summary>
    private async Task<Func<ConsignmentItem, GatewayOutcome>> CloseAsync(string session, Marks marks, SubmissionReference here, CancellationToken cancellationToken)
    {
        await marks.BeforeAsync(AttemptStep.ClosingSession, here, null, cancellationToken).ConfigureAwait(false);
        try
        {
            await queries.CloseAsync(session, SessionKind.Batch, cancellationToken).ConfigureAwait(false);
            await marks.AfterAsync(AttemptStep.SessionClosed, here).ConfigureAwait(false);
        }
        catch (KsefUnavailableException e)
        {
            Log.CloseFailed(logger, session, e.Message);
        }
        var ask = api.Api.Now + Duration.FromTimeSpan(options.AskAfter);
        return item => new GatewayOutcome.Pending(item.Key, here, ask);
    }
}
