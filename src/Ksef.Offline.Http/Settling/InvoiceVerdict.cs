using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Http.Upo;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Http.Settling;

/// <summary>Turns what KSeF says of an invoice into an outcome. A duplicate is success only when the original's hash is ours.</summary>
internal sealed class InvoiceVerdict(SessionQueries queries, UpoFetcher upo, KsefGatewayOptions options)
{
    private static readonly Duration LongestPause = Duration.FromMinutes(1);
    private static readonly Duration LongestPauseOfOld = Duration.FromMinutes(5);

    /// <summary>When to ask again: the older the attempt the later, up to a minute in the first hour and five after it.</summary>
    public Instant AskAfter(ConsignmentItem item)
    {
        var now = queries.Now;
        var age = item.LastAttemptAt is { } at && now > at ? now - at : Duration.Zero;
        var longest = age > Duration.FromHours(1) ? LongestPauseOfOld : LongestPause;
        return now + Duration.Min(longest, Duration.Max(Duration.FromTimeSpan(options.AskAfter), age / 8));
    }

    public async Task<GatewayOutcome> OfAsync(ConsignmentItem item, string session, InvoiceState state, CancellationToken cancellationToken)
    {
        var there = new SubmissionReference(session, state.Reference);
        var code = state.Status.Code;
        if (code == StatusMeaning.Accepted && state.Number is { } number)
            return new GatewayOutcome.Accepted(
                item.Key, number, state.InvoicingDate ?? state.AcquisitionDate ?? queries.Now, state.AcquisitionDate, state.SentOffline, there,
                options.FetchUpo ? await upo.FetchAsync(there, number, item.Hash, state.UpoLink, cancellationToken).ConfigureAwait(false) : null);
        if (code == StatusMeaning.Duplicate) return await OfDuplicateAsync(item, there, state, cancellationToken).ConfigureAwait(false);
        if (StatusMeaning.MayGoAgain(code)) return new GatewayOutcome.NotSent(item.Key, $"KSeF cancelled it ({state.Status}); the same bytes may be sent again.", queries.Now + Duration.FromTimeSpan(options.AskAfter));
        if (StatusMeaning.IsUndecided(code)) return await OfFailureAsync(item, there, state, cancellationToken).ConfigureAwait(false);
        return StatusMeaning.Rejection(code) is { } kind
            ? new GatewayOutcome.Rejected(item.Key, kind, code, state.Status.Words, there)
            : new GatewayOutcome.Pending(item.Key, there, AskAfter(item));
    }

    /// <summary>An accepted invoice from the register, whose hash the caller has compared.</summary>
    public async Task<GatewayOutcome> OfAsync(ConsignmentItem item, InvoiceMetadata ours, SubmissionReference where, Uri? link, CancellationToken cancellationToken) => new GatewayOutcome.Accepted(
        item.Key, ours.Number, ours.InvoicingDate ?? ours.AcquisitionDate ?? queries.Now, ours.AcquisitionDate, ours.SentOffline, where,
        options.FetchUpo && where.Session is not null ? await upo.FetchAsync(where, ours.Number, item.Hash, link, cancellationToken).ConfigureAwait(false) : null);

    private async Task<GatewayOutcome> OfDuplicateAsync(ConsignmentItem item, SubmissionReference there, InvoiceState state, CancellationToken cancellationToken)
    {
        state.Status.Extensions.TryGetValue("originalKsefNumber", out var text);
        state.Status.Extensions.TryGetValue("originalSessionReferenceNumber", out var session);
        // Without the number of the original nothing can be compared yet: it is itself on its way.
        if (!KsefNumber.TryParse(text, out var original)) return new GatewayOutcome.Pending(item.Key, there, AskAfter(item));
        if (session is not null && await InSessionAsync(session, original, cancellationToken).ConfigureAwait(false) is { } first)
            return first.Hash == item.Hash ? await OfAsync(item, session, first, cancellationToken).ConfigureAwait(false) : Collision(item, there, state, original);
        // The session named may be the duplicate's own (seen for batches): the register decides then.
        if (await queries.AcceptedAsync(original, cancellationToken).ConfigureAwait(false) is not { } metadata) return new GatewayOutcome.Pending(item.Key, there, AskAfter(item));
        return metadata.Hash == item.Hash
            ? await OfAsync(item, metadata, new SubmissionReference(session, null), null, cancellationToken).ConfigureAwait(false)
            : Collision(item, there, state, original);
    }

    private static GatewayOutcome.Rejected Collision(ConsignmentItem item, SubmissionReference there, InvoiceState state, KsefNumber original) => new(
        item.Key, RejectionKind.NumberCollision, StatusMeaning.Duplicate,
        $"Another document holds the number {item.Key.Number} in KSeF as {original}, and its hash is not ours ({state.Status.Words}).", there, original);

    private async Task<InvoiceState?> InSessionAsync(string session, KsefNumber number, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var state in queries.InvoicesAsync(session, cancellationToken).ConfigureAwait(false))
                if (state.Status.Code == StatusMeaning.Accepted && state.Number == number) return state;
        }
        catch (KsefRejectedException)
        {
            // Somebody else's session is not ours to read; the register is.
        }
        return null;
    }

    /// <summary>"Unknown error": accepted all the same if the register has it, else it may go again.</summary>
    private async Task<GatewayOutcome> OfFailureAsync(ConsignmentItem item, SubmissionReference there, InvoiceState state, CancellationToken cancellationToken)
    {
        var accepted = await queries.AcceptedAsync(item.Key, item.IssueDate, cancellationToken).ConfigureAwait(false);
        return accepted.FirstOrDefault(m => m.Hash == item.Hash) is { } ours
            ? await OfAsync(item, ours, there, state.UpoLink, cancellationToken).ConfigureAwait(false)
            : new GatewayOutcome.NotSent(item.Key, $"KSeF failed to process it ({state.Status}) and its register does not hold it.", queries.Now + Duration.FromTimeSpan(options.AskAfter));
    }
}
