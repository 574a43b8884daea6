using System.Globalization;
using System.Security.Cryptography;
using Ksef.Offline.Http.Interactive;

namespace Ksef.Offline.Http.Batch;

/// <summary>Takes a package as it is made and cuts it into parts: each encrypted and hashed on its way into the spool.</summary>
internal sealed class PartStream(SessionKeys keys, IPartSpool spool, string name, long partSize) : Stream
{
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<BatchPart> _parts = [];
    private Aes? _aes;
    private CryptoStream? _cipher;
    private HashingStream? _sink;
    private long _inPart;
    private long _size;

    public IReadOnlyList<BatchPart> Parts => _parts;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _size;

    public override long Position { get => _size; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _whole.AppendData(buffer);
        _size += buffer.Length;
        while (buffer.Length > 0)
        {
            if (_cipher is null) Begin();
            var now = (int)Math.Min(buffer.Length, partSize - _inPart);
            _cipher!.Write(buffer[..now]);
            _inPart += now;
            buffer = buffer[now..];
            if (_inPart == partSize) End();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Ends the last part. Returns the size of the package before encryption, and its hash.</summary>
    public long Complete(out byte[] hash)
    {
        End();
        hash = _whole.GetHashAndReset();
        return _size;
    }

    /// <summary>Removes everything from the spool, the part that is being made included: a full disk must not stay full.</summary>
    public void Abandon()
    {
        var unfinished = _sink is null ? null : PartName();
        try
        {
            // Not the cipher: it would write its last block into a place that may be what failed.
            _sink?.Dispose();
        }
        catch (IOException)
        {
            // The caller already knows why we gave up.
        }
        (_cipher, _sink) = (null, null);
        foreach (var part in _parts) spool.Delete(part.Name);
        if (unfinished is not null) spool.Delete(unfinished);
        _parts.Clear();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher?.Dispose();
            _sink?.Dispose();
            _aes?.Dispose();
            _whole.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Begin()
    {
        _aes ??= Aes.Create();
        _sink = new HashingStream(spool.Create(PartName()));
        _cipher = new CryptoStream(_sink, _aes.CreateEncryptor(keys.Key, keys.InitializationVector), CryptoStreamMode.Write, leaveOpen: true);
        _inPart = 0;
    }

    private void End()
    {
        if (_cipher is null || _sink is null) return;
        _cipher.FlushFinalBlock();
        _cipher.Dispose();
        _parts.Add(new BatchPart(PartName(), _sink.Size, _sink.Hash()));
        _sink.Dispose();
        (_cipher, _sink) = (null, null);
    }

    private string PartName() => string.Create(CultureInfo.InvariantCulture, $"{name}.{_parts.Count + 1:000}");

    /// <summary>Hashes and counts what passes into the spool.</summary>
    private sealed class HashingStream(Stream inner) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Size { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Size;

        public override long Position { get => Size; set => throw new NotSupportedException(); }

        public byte[] Hash() => _hash.GetHashAndReset();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            Size += buffer.Length;
            inner.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                _hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
