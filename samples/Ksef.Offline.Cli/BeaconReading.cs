using System.Data.Common;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Http.Latarnia;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Sql;

namespace Ksef.Offline.Cli;

/// <summary>Takes the beacon's announcements into the outbox, since they move deadlines; a silent beacon stops nothing.</summary>
internal sealed class BeaconReading(KsefEnvironment environment, HttpClient http, SqlOutbox outbox, SendWatch watch)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (environment.LatarniaBaseAddress is null) return;
        var seen = await new LatarniaClient(environment, http, TimeProvider.System).LookAsync(cancellationToken);
        if (seen.Trouble is { } trouble) watch.Say($"the beacon says nothing ({trouble}); going on with what is known.");
        var recorder = new AnnouncementRecorder(outbox.Announcements, outbox.Store, new DeadlineEngine());
        var file = seen.Documents.Count > 1 ? new AnnouncementFile("messages.json", seen.Documents[1].Bytes) : null;
        foreach (var announcement in seen.Announcements) await recorder.RecordAsync(announcement, file, "seen on the beacon", "latarnia", seen.At, cancellationToken);
    }

    /// <summary>Reads again every five minutes until told to stop.</summary>
    public async Task KeepReadingAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, stopping);
                try
                {
                    await ReadAsync(stopping);
                }
                catch (Exception e) when (e is DbException or SqlStoreException)
                {
                    watch.Say(e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}
