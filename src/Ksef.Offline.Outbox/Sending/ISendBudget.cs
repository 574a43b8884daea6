using NodaTime;

namespace Ksef.Offline.Outbox.Sending;

/// <summary>The shared allowance of calls to KSeF: sliding windows of a second, a minute and an hour per context, address and group of endpoints. Port.</summary>
/// <remarks>In memory for one process; in SQL where several processes share an address. Thread-safe. Source: API documentation, limits.</remarks>
public interface ISendBudget
{
    /// <summary>Takes <paramref name="request"/> from the allowance at an instant, or says when it will fit; takes nothing in that case.</summary>
    /// <param name="request">Whose allowance, which group, how many calls.</param>
    /// <param name="now">The caller's clock.</param>
    /// <param name="cancellationToken">Cancels the asking.</param>
    /// <returns>Null when granted, else the earliest instant worth trying.</returns>
    Task<Instant?> TryTakeAsync(BudgetRequest request, Instant now, CancellationToken cancellationToken);

    /// <summary>Tells the budget that KSeF refused a call (429): nothing of that group before <paramref name="until"/>.</summary>
    /// <param name="request">Whose allowance, which group.</param>
    /// <param name="until">From <c>Retry-After</c>.</param>
    /// <param name="cancellationToken">Cancels the telling.</param>
    Task BlockAsync(BudgetRequest request, Instant until, CancellationToken cancellationToken);
}
