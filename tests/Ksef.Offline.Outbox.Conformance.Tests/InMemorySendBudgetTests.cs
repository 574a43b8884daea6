using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Conformance.Tests;

public sealed class InMemorySendBudgetTests : SendBudgetConformance
{
    protected override Task<ISendBudget> OpenBudgetAsync(CancellationToken cancellationToken) => Task.FromResult<ISendBudget>(new InMemorySendBudget());
}
