using System.Text.Json;

namespace Ksef.Offline.Emulator.Storage;

/// <summary>An append-only file: one line, one transaction. An answer leaves only after its line is on the disk, so a kill at any moment loses nothing that was answered.</summary>
/// <remarks>Lines of many requests share one flush. Without a folder nothing is written and nothing is waited for.</remarks>
internal sealed class Journal : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };
    private readonly FileStream? _file;
    private readonly Action? _flushFirst;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writer = new(1, 1);
    private List<byte[]> _waiting = [];
    private long _appended;
    private long _durable;

    /// <param name="path">The file, or null for none.</param>
    /// <param name="flushFirst">What must be on the disk before a line may refer to it.</param>
    public Journal(string? path, Action? flushFirst)
    {
        _flushFirst = flushFirst;
        if (path is not null) _file = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 });
    }

    /// <summary>Every transaction of the file; a torn last line, which was never answered, is cut off.</summary>
    public IEnumerable<Entity[]> Replay()
    {
        if (_file is null) yield break;
        _file.Position = 0;
        long good = 0;
        using (var reader = new StreamReader(_file, leaveOpen: true))
        {
            while (reader.ReadLine() is { } line)
            {
                Entity[]? transaction;
                try
                {
                    transaction = JsonSerializer.Deserialize<Entity[]>(line, Options);
                }
                catch (JsonException)
                {
                    break;
                }
                var end = good + System.Text.Encoding.UTF8.GetByteCount(line) + 1;
                if (transaction is null || end > _file.Length) break;
                good = end;
                yield return transaction;
            }
        }
        _file.SetLength(good);
        _file.Position = good;
    }

    /// <summary>Adds one transaction, in the order of the calls; it is on the disk once <see cref="WhenDurableAsync"/> returns.</summary>
    public void Append(IReadOnlyList<Entity> transaction)
    {
        if (_file is null || transaction.Count == 0) return;
        var line = JsonSerializer.SerializeToUtf8Bytes(transaction, Options);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        lock (_gate)
        {
            _waiting.Add(line);
            _appended++;
        }
    }

    public async ValueTask WhenDurableAsync()
    {
        if (_file is null) return;
        long target;
        lock (_gate) target = _appended;
        if (Interlocked.Read(ref _durable) >= target) return;
        await _writer.WaitAsync();
        try
        {
            if (Interlocked.Read(ref _durable) >= target) return;
            List<byte[]> lines;
            long upTo;
            lock (_gate)
            {
                (lines, _waiting) = (_waiting, []);
                upTo = _appended;
            }
            var start = _file.Position;
            try
            {
                _flushFirst?.Invoke();
                foreach (var line in lines) await _file.WriteAsync(line);
                _file.Flush(flushToDisk: true);
            }
            catch
            {
                // A full disk: nothing of this was answered; the lines wait, in their order, for the next attempt.
                lock (_gate) _waiting = [.. lines, .. _waiting];
                _file.SetLength(start);
                _file.Position = start;
                throw;
            }
            Interlocked.Exchange(ref _durable, upTo);
        }
        finally
        {
            _writer.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await WhenDurableAsync();
        if (_file is not null) await _file.DisposeAsync();
        _writer.Dispose();
    }
}
