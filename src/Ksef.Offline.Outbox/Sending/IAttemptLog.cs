namespace Ksef.Offline.Outbox.Sending;

/// <summary>Where a gateway writes down what it is about to do, durably, before it does it: after a crash this is all that is known. Port.</summary>
public interface IAttemptLog
{
    /// <summary>Stores a mark. Returns only when the mark is durable; throws when it cannot be stored, and the gateway then must not make the call.</summary>
    /// <param name="mark">What is about to happen, or which reference has become known.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task RecordAsync(AttemptMark mark, CancellationToken cancellationToken);
}
