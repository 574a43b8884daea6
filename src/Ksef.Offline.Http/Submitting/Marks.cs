using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Http.Submitting;

/// <summary>Writes the marks of one consignment. A mark before a call must hold or the call is not made; a mark after it is only told, since the outcome carries the same.</summary>
internal sealed class Marks(IAttemptLog log, IReadOnlyList<InvoiceKey> invoices, Func<Instant> now)
{
    public async Task BeforeAsync(AttemptStep step, SubmissionReference reference, string? detail, CancellationToken cancellationToken)
    {
        try
        {
            await log.RecordAsync(new AttemptMark(step, now(), invoices, reference, detail), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new MarkNotWrittenException(step, e);
        }
    }

    public async Task AfterAsync(AttemptStep step, SubmissionReference reference)
    {
        try
        {
            await log.RecordAsync(new AttemptMark(step, now(), invoices, reference), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The call has been made; hiding its outcome behind a full disk would lose more than the mark.
        }
    }
}
