using System.CommandLine;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Latarnia;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sql;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>send</c>: takes the outbox to KSeF, the most urgent first; <c>--once</c> until nothing is pending.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var login = new KsefLogin();
        var db = Options.Db();
        var once = new Option<bool>("--once") { Description = "Work until nothing is pending, waiting for the leases of dead processes; otherwise until stopped." };
        var command = new Command("send", "Sends what waits in the outbox to KSeF; an entry a line at each change of state.") { db, once };
        login.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (environment, taxpayer) = (login.Environment(parsed), login.Taxpayer(parsed));
            var (credential, owned) = login.Credential(parsed);
            using var _ = owned;
            await using var open = await OpenOutbox.OpenAsync(parsed.GetValue(db)!, cancellationToken);
            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            await LookAsync(environment, http, open.Outbox, cancellationToken);
            var changes = new Changes();
            await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, credential, open.Outbox.Budget);
            var schedules = new SendScheduleBook(open.Outbox.Evidence);
            var now = SystemClock.Instance.GetCurrentInstant();
            if (!(await schedules.ReadAsync(taxpayer.Taxpayer, cancellationToken)).MaySend(now))
                await Console.Error.WriteLineAsync("ksef-offline: sending is frozen or outside its hours (see freeze); what was sent is settled, the rest waits.");
            var options = new DispatcherOptions { LeaseDuration = Duration.FromSeconds(30), MaxClockSkew = Duration.FromSeconds(5), AttemptTimeout = Duration.FromSeconds(20) };
            var dispatcher = new Dispatcher(open.Outbox.Store, open.Outbox.Announcements, [new TaxpayerLane(taxpayer, gateway)], options, progress: changes, schedules: schedules);
            if (parsed.GetValue(once)) await dispatcher.RunUntilDrainedAsync(cancellationToken);
            else await dispatcher.RunAsync(cancellationToken);
            return changes.FoundBad ? ExitCode.FoundBad : ExitCode.Good;
        });
        return command;
    }

    /// <summary>Announcements move deadlines, so they are read first; a silent beacon stops nothing.</summary>
    private static async Task LookAsync(KsefEnvironment environment, HttpClient http, SqlOutbox outbox, CancellationToken cancellationToken)
    {
        if (environment.LatarniaBaseAddress is null) return;
        var seen = await new LatarniaClient(environment, http, TimeProvider.System).LookAsync(cancellationToken);
        if (seen.Trouble is { } trouble) await Console.Error.WriteLineAsync($"ksef-offline: the beacon says nothing ({trouble}); going on with what is known.");
        var recorder = new AnnouncementRecorder(outbox.Announcements, outbox.Store, new DeadlineEngine());
        var file = seen.Documents.Count > 1 ? new AnnouncementFile("messages.json", seen.Documents[1].Bytes) : null;
        foreach (var announcement in seen.Announcements) await recorder.RecordAsync(announcement, file, "seen on the beacon", "latarnia", seen.At, cancellationToken);
    }

    /// <summary>Writes each change; remembers whether one needs a person.</summary>
    private sealed class Changes : IProgress<OutboxEntry>
    {
        public bool FoundBad { get; private set; }

        public void Report(OutboxEntry value)
        {
            FoundBad |= value.Refusal is not null;
            EntryLine.Write(value);
        }
    }
}
