using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>For tests of other things than limits: every call is granted.</summary>
internal sealed class UnlimitedBudget : ISendBudget
{
    public Task<Instant?> TryTakeAsync(BudgetRequest request, Instant now, CancellationToken cancellationToken) => Task.FromResult<Instant?>(null);

    public Task BlockAsync(BudgetRequest request, Instant until, CancellationToken cancellationToken) => Task.CompletedTask;
}
