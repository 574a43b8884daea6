using System.Text.Json;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Stores;

namespace CustomStore;

/// <summary>
/// A file of calls, one line each. Every call takes the file for itself, does what other processes wrote meanwhile, writes and flushes its own line, and only then does it in
/// memory: whatever was answered is on the disk, and every process that reads the file comes to the same state. A line without its end was never answered, and is cut off.
/// </summary>
internal sealed class Journal(string file)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly InMemoryOutbox _memory = new();
    private long _position;

    /// <summary>Makes a change durable, then does it.</summary>
    public async Task<T> DoAsync<T>(Change change, CancellationToken cancellationToken)
    {
        await using var stream = await TakeAsync(file, cancellationToken);
        await CatchUpAsync(stream);
        cancellationToken.ThrowIfCancellationRequested();
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(change, JournalJson.Options), (byte)'\n'];
        stream.Position = _position;
        stream.Write(line);
        stream.Flush(flushToDisk: true);
        _position += line.Length;
        return (T)(await change.ApplyAsync(_memory))!;
    }

    /// <summary>The state after everything that any process wrote, for reading.</summary>
    public async Task<InMemoryOutbox> SeeAsync(CancellationToken cancellationToken)
    {
        await using var stream = await TakeAsync(file, cancellationToken);
        await CatchUpAsync(stream);
        return _memory;
    }

    /// <summary>Takes the file for itself: the lock between processes and between the threads of this one.</summary>
    private static async Task<FileStream> TakeAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private async Task CatchUpAsync(FileStream stream)
    {
        var news = new byte[stream.Length - _position];
        stream.Position = _position;
        stream.ReadExactly(news);
        for (int start = 0, end; start < news.Length; start = end + 1)
        {
            end = Array.IndexOf(news, (byte)'\n', start);
            if (end < 0)
            {
                stream.SetLength(_position);
                return;
            }
            var change = JsonSerializer.Deserialize<Change>(news.AsSpan(start, end - start), JournalJson.Options)!;
            try
            {
                await change.ApplyAsync(_memory);
            }
            catch (Exception refused) when (refused is ArgumentException or OutboxClockException)
            {
                // It was refused when it was new, too, and changed nothing.
            }
            _position += end + 1 - start;
        }
    }
}
