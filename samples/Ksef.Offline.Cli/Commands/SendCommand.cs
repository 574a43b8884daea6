using System.CommandLine;
using Ksef.Offline.Http;
using Ksef.Offline.Outbox.Dispatching;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>send</c>: takes the outbox to KSeF, the most urgent first; <c>--once</c> until nothing is pending.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var login = new KsefLogin();
        var db = Options.Db();
        var once = new Option<bool>("--once") { Description = "Work until nothing is pending, waiting for the leases of dead processes (30 s); otherwise until stopped." };
        var command = new HelpfulCommand(
            "send",
            "Sends what waits in the outbox to KSeF; an entry a line at each change of state. Ctrl+C lets what is under way come to its end (20 s at most); what is not done then, the next run does.",
            "ksef-offline send --db sqlite:outbox.db --ksef test --nip 5261040828 --token-env KSEF_TOKEN --once")
        {
            db, once,
        };
        login.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (environment, taxpayer) = (login.Environment(parsed), login.Taxpayer(parsed));
            var (credential, owned) = login.Credential(parsed);
            using var _ = owned;
            if (OpenOutbox.IsNew(parsed.GetValue(db)!)) Say.Line($"--db '{parsed.GetValue(db)}' is new: an empty outbox is made.");
            await using var open = await OpenOutbox.OpenAsync(parsed.GetValue(db)!, cancellationToken);
            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var watch = await SendWatch.StartAsync(open.Outbox.Store, taxpayer, parsed.GetValue(once), stop, cancellationToken);
            var beacon = new BeaconReading(environment, http, open.Outbox, watch);
            await beacon.ReadAsync(cancellationToken);
            await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, credential, open.Outbox.Budget);
            var schedules = new SendScheduleBook(open.Outbox.Evidence);
            if (!(await schedules.ReadAsync(taxpayer.Taxpayer, cancellationToken)).MaySend(SystemClock.Instance.GetCurrentInstant()))
                watch.Say("sending is frozen or outside its hours (see freeze); what was sent is settled, the rest waits.");
            var options = new DispatcherOptions
            {
                LeaseDuration = Duration.FromSeconds(30),
                MaxClockSkew = Duration.FromSeconds(5),
                AttemptTimeout = Duration.FromSeconds(20),
                // Who runs this waits for it: a wrong token put right, or a KSeF that is back, is noticed within the minute.
                BackOff = new BackOff { First = Duration.FromSeconds(2), Greatest = Duration.FromSeconds(30) },
            };
            var lane = new TaxpayerLane(taxpayer, new WatchedGateway(gateway, watch));
            var dispatcher = new Dispatcher(open.Outbox.Store, open.Outbox.Announcements, [lane], options, progress: watch, schedules: schedules, logger: watch);
            if (parsed.GetValue(once)) return await OnceAsync(dispatcher, watch, stop.Token, cancellationToken);
            await Task.WhenAll(dispatcher.RunAsync(stop.Token), beacon.KeepReadingAsync(stop.Token));
            return watch.Close(stopped: false);
        });
        return command;
    }

    private static async Task<int> OnceAsync(Dispatcher dispatcher, SendWatch watch, CancellationToken stop, CancellationToken user)
    {
        try
        {
            await dispatcher.RunUntilDrainedAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return watch.Close(stopped: user.IsCancellationRequested);
        }
        return watch.Close(stopped: false);
    }
}
