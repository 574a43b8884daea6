using System.Collections.Concurrent;
using Ksef.Offline.Http.Batch;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>A spool on a disk that is full, write-protected, or does not let go of its files.</summary>
internal sealed class TroubledSpool : IPartSpool
{
    private readonly MemoryPartSpool _inner = new();

    public int FullAfter { get; init; } = int.MaxValue;

    public bool Forbidden { get; init; }

    public bool KeepsParts { get; init; }

    public ConcurrentQueue<string> Created { get; } = [];

    public ConcurrentQueue<string> Deleted { get; } = [];

    public Stream Create(string name)
    {
        if (Forbidden) throw new UnauthorizedAccessException("Access to the path is denied.");
        Created.Enqueue(name);
        return Created.Count < FullAfter ? _inner.Create(name) : new FullStream();
    }

    public Stream OpenRead(string name) => _inner.OpenRead(name);

    public void Delete(string name)
    {
        if (KeepsParts) throw new UnauthorizedAccessException("The file is in use.");
        Deleted.Enqueue(name);
        _inner.Delete(name);
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device.");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device.");

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) throw new IOException("No space left on device.");
        }
    }
}
