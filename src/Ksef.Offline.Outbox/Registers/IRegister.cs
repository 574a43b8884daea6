namespace Ksef.Offline.Outbox.Registers;

/// <summary>The part of the register OFF-KSeF that is not in the outbox: documents of a total failure, numbered from the same counters. Port. Thread-safe.</summary>
public interface IRegister
{
    /// <summary>Records a document and gives it its reference. The same seller and number again returns what is there and uses no number up.</summary>
    /// <param name="document">The document, its reference with number 0.</param>
    /// <param name="cancellationToken">Cancels; nothing is then written and no number used.</param>
    Task<OutsideDocument> RecordAsync(OutsideDocument document, CancellationToken cancellationToken);

    /// <summary>All such documents, ordered by scope ordinally and number.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<OutsideDocument> ReadAsync(CancellationToken cancellationToken);
}
