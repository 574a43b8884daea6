using System.Text;
using Ksef.Offline.Emulator.Latarnia;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Scripting;

/// <summary>Reads a script of JSON into actions; nothing happens before all of it was understood.</summary>
internal sealed class ScriptReader(EmulatorState state)
{
    public IReadOnlyList<Action> Read(string json)
    {
        try
        {
            var input = Input.Parse(Encoding.UTF8.GetBytes(json), english: true);
            var actions = Read(input);
            input.Finish();
            return actions;
        }
        catch (ApiError e)
        {
            throw new FormatException($"The script cannot be used: {string.Join(" ", e.Details)}", e);
        }
    }

    private List<Action> Read(Input input)
    {
        var script = state.Script;
        var actions = new List<Action>();
        if (input.Flag("clear") == true) actions.Add(script.Clear);
        if (input.Flag("outage") is { } outage) actions.Add(() => script.Outage = outage);
        if (input.Flag("beaconOutage") is { } beaconOutage) actions.Add(() => script.BeaconOutage = beaconOutage);
        if (input.Child("processing", required: false) is { } processing)
        {
            var (accepted, running) = (Milliseconds(processing, "acceptedMs"), Milliseconds(processing, "processingMs"));
            actions.Add(() => script.Process(accepted, running));
            if (processing.Whole("perSecond", required: false, least: 0, greatest: 1_000_000) is { } rate) actions.Add(() => script.InvoicesPerSecond = (int)rate);
            if (processing.Flag("hold") is { } hold) actions.Add(() => script.Held = hold);
            if (processing.Flag("release") == true) actions.Add(state.ReleaseHeld);
            processing.NothingElse();
        }
        if (input.Whole("loginMs", required: false, least: 0) is { } login) actions.Add(() => script.LoginTime = TimeSpan.FromMilliseconds(login));
        if (input.Whole("storageMs", required: false, least: 0) is { } storage) actions.Add(() => script.StorageDelay = TimeSpan.FromMilliseconds(storage));
        if (input.Instant("clock") is { } clock) actions.Add(() => state.Clock.Set(clock));
        if (input.Whole("advanceMs", required: false) is { } advance) actions.Add(() => state.Clock.Advance(TimeSpan.FromMilliseconds(advance)));
        if (input.OneOf("limits", false, "off", "production") is { } limits) actions.Add(() => script.Limits = limits == "production");
        switch (input.OneOf("keys", false, "rotate", "emergency", "withdraw"))
        {
            case "rotate": actions.Add(() => state.Keys.Rotate(emergency: false)); break;
            case "emergency": actions.Add(() => state.Keys.Rotate(emergency: true)); break;
            case "withdraw": actions.Add(state.Keys.WithdrawOld); break;
        }
        foreach (var trouble in input.Children("troubles", required: false)) ReadTrouble(trouble, actions);
        if (input.Child("beacon", required: false) is { } beacon) ReadBeacon(beacon, actions);
        input.NothingElse();
        return actions;
    }

    private static TimeSpan Milliseconds(Input input, string name) => TimeSpan.FromMilliseconds(input.Whole(name, required: false, least: 0, greatest: int.MaxValue) ?? 0);

    private void ReadTrouble(Input input, List<Action> actions)
    {
        var chance = input.Number("chance") ?? 1;
        if (chance is < 0 or > 1) input.Fault("chance", "must be a number from 0 to 1.");
        var applied = input.Child("apply", required: false);
        if (applied is not null) Read(applied); // for its faults; it is read again when it is applied
        var lose = input.Flag("lose") ?? false;
        var on = input.Text("on", least: 1) ?? "";
        if (on.Length > 0 && !on.Contains('/', StringComparison.Ordinal)) input.Fault("on", $"'{on}' names no path; it takes a method or * and a path, such as 'POST /sessions/online'.");
        if (lose && !on.Contains("/storage/parts/", StringComparison.OrdinalIgnoreCase)) input.Fault("lose", "is for uploads of parts alone: 'PUT /storage/parts/*/*'.");
        var trouble = new Trouble
        {
            On = on,
            Nth = (int)(input.Whole("nth", false, 1, int.MaxValue) ?? 1),
            Times = (int?)input.Whole("times", false, 1, int.MaxValue),
            From = input.Instant("from"),
            To = input.Instant("to"),
            Chance = (double)chance,
            DelayMs = (int)(input.Whole("delayMs", false, 0, int.MaxValue) ?? 0),
            Cut = input.OneOf("cut", false, "before", "after"),
            Status = (int?)input.Whole("status", false, 100, 599),
            Effect = input.Flag("effect") ?? false,
            Body = input.Text("body", required: false),
            ContentType = input.Text("contentType", required: false) ?? "text/html",
            Lose = lose,
            Apply = applied?.Raw,
            RetryAfter = (int?)input.Whole("retryAfter", false, 0, int.MaxValue),
        };
        input.NothingElse();
        actions.Add(() => state.Script.Add(trouble));
    }

    private void ReadBeacon(Input input, List<Action> actions)
    {
        var beacon = state.Beacon;
        if (input.Flag("clear") == true) actions.Add(beacon.Clear);
        if (input.OneOf("status", false, "AVAILABLE", "MAINTENANCE", "FAILURE", "TOTAL_FAILURE", "MESSAGES") is { } status) actions.Add(() => beacon.Fix(status == "MESSAGES" ? null : status));
        foreach (var id in input.Texts("withdraw", required: false)) actions.Add(() => beacon.Withdraw(id));
        foreach (var item in input.Children("announce", required: false))
        {
            var message = new BeaconMessage
            {
                Id = item.Text("id", least: 1) ?? "",
                EventId = (int)(item.Whole("eventId", true, 0, int.MaxValue) ?? 0),
                Category = item.OneOf("category", true, "FAILURE", "TOTAL_FAILURE", "MAINTENANCE") ?? "",
                Type = item.OneOf("type", true, "FAILURE_START", "FAILURE_END", "MAINTENANCE_ANNOUNCEMENT") ?? "",
                Title = item.Text("title", required: false) ?? "Komunikat emulatora",
                Text = item.Text("text", required: false) ?? "Komunikat emulatora",
                Start = item.Instant("start", required: true) ?? default,
                End = item.Instant("end"),
                Version = (int)(item.Whole("version", false, 1, int.MaxValue) ?? 1),
                Published = item.Instant("published") ?? state.Clock.GetUtcNow(),
            };
            item.NothingElse();
            actions.Add(() => beacon.Announce(message));
        }
        input.NothingElse();
    }
}
