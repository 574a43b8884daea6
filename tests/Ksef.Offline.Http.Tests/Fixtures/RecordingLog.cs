using System.Collections.Concurrent;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>Keeps every mark; fails on demand.</summary>
internal sealed class RecordingLog : IAttemptLog
{
    private readonly ConcurrentQueue<AttemptMark> _marks = new();

    public IReadOnlyList<AttemptMark> Marks => [.. _marks];

    public IReadOnlyList<AttemptStep> Steps => [.. _marks.Select(m => m.Step)];

    public AttemptStep? FailAt { get; set; }

    public Task RecordAsync(AttemptMark mark, CancellationToken cancellationToken)
    {
        if (mark.Step == FailAt) throw new IOException("the disk is full");
        _marks.Enqueue(mark);
        return Task.CompletedTask;
    }
}
