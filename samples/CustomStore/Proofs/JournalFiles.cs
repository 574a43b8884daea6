using Ksef.Offline.Outbox.Conformance;

namespace CustomStore.Proofs;

/// <summary>An empty journal for each proof, in a folder of its own; opening again is what another process does.</summary>
internal sealed class JournalFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-journal").FullName;

    public Task<OutboxParts> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var outbox = new JournalOutbox(Path.Combine(_folder, "outbox.journal"));
        return Task.FromResult(new OutboxParts(outbox, outbox, outbox, outbox, outbox) { OpenAgain = OpenAsync, Close = () => ValueTask.CompletedTask });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
