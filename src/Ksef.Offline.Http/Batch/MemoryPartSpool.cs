using System.Collections.Concurrent;

namespace Ksef.Offline.Http.Batch;

/// <summary>Keeps parts in memory: for packages of a few megabytes. Thread-safe.</summary>
public sealed class MemoryPartSpool : IPartSpool
{
    private readonly ConcurrentDictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Stream Create(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Part(this, name);
    }

    /// <inheritdoc />
    /// <exception cref="FileNotFoundException">There is no such part.</exception>
    public Stream OpenRead(string name) =>
        _parts.TryGetValue(name, out var bytes) ? new MemoryStream(bytes, writable: false) : throw new FileNotFoundException($"The spool holds no part '{name}'.", name);

    /// <inheritdoc />
    public void Delete(string name) => _parts.TryRemove(name, out _);

    private sealed class Part(MemoryPartSpool owner, string name) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing && CanWrite) owner._parts[name] = ToArray();
            base.Dispose(disposing);
        }
    }
}
