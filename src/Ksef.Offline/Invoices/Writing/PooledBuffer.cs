using System.Buffers;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>A buffer writer on rented memory, given back on dispose.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_used);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _used) = ([], 0);
    }

    private void Grow(int sizeHint)
    {
        if (_bytes.Length - _used >= Math.Max(sizeHint, 1)) return;
        var greater = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_bytes.Length * 2, _used + sizeHint)));
        Written.CopyTo(greater);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = greater;
    }
}
