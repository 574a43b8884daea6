using System.Collections.Concurrent;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox.Tests.Samples;

/// <summary>Listens to a dispatcher's progress and tells a test when an invoice has its number.</summary>
internal sealed class Heard : IProgress<OutboxEntry>
{
    private readonly ConcurrentDictionary<InvoiceKey, TaskCompletionSource> _accepted = new();

    public Task AcceptedAsync(int number) => AcceptedAsync(SampleEntries.Key(number));

    public Task AcceptedAsync(InvoiceKey key) => Of(key).Task;

    public void Report(OutboxEntry value)
    {
        if (value.State == OutboxState.Accepted) Of(value.Key).TrySetResult();
    }

    private TaskCompletionSource Of(InvoiceKey key) => _accepted.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
