using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What the suites of an outbox have in common: an empty storage for each test. Inherit the suites, not this class.</summary>
public abstract class OutboxConformance : IAsyncLifetime
{
    private readonly List<OutboxParts> _opened = [];

    private protected OutboxConformance()
    {
    }

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected OutboxParts Outbox { get; private set; } = null!;

    /// <summary>Opens an outbox on a new, empty storage. Its tolerance for clocks must be below thirty minutes.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    protected abstract Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken);

    /// <summary>Removes the storage that <see cref="OpenEmptyAsync"/> made; everything opened on it is closed by then.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Outbox = await OpenEmptyAsync(Cancel);
        _opened.Add(Outbox);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var parts in _opened)
            if (parts.Close is { } close) await close();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the storage as another process would; skips the test where it does not outlive the process.</summary>
    private protected async Task<OutboxParts> AnotherProcessAsync()
    {
        if (Outbox.OpenAgain is not { } open)
        {
            Assert.Skip("this outbox lives in the memory of one process: nothing to reopen");
            throw new InvalidOperationException();
        }
        var parts = await open(Cancel);
        _opened.Add(parts);
        return parts;
    }

    /// <summary>Closes the first outbox and opens its storage anew, as after a restart.</summary>
    private protected async Task<OutboxParts> RestartAsync()
    {
        if (Outbox.OpenAgain is not null && Outbox.Close is { } close)
        {
            await close();
            _opened.Remove(Outbox);
        }
        return await AnotherProcessAsync();
    }
}
