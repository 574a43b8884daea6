using Ksef.Offline.Emulator;
using Ksef.Offline.Emulator.Latarnia;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Outbox.States;

namespace Guides;

/// <summary>A bad day on purpose: an outage, a lost answer, an announced failure.</summary>
internal static class TestingWithTheEmulator
{
    public static async Task Run()
    {
        await using var shop = await Shop.OpenAsync(Directory.CreateTempSubdirectory("ksef-guide").FullName);
        var ksef = shop.Ksef;
        var invoicing = shop.Invoicing;

        #region readme-guide-outage
        ksef.Script.Outage = true; // every connection is dropped
        var issued = await invoicing.IssueAsync(Shop.Draft("FV/1"));
        ksef.Script.Outage = false;
        #endregion

        #region readme-guide-lost-answer
        // The first invoice arrives and is accepted; only the answer is lost on the way back.
        ksef.Script.Add(new Trouble { On = "POST /sessions/online/*/invoices", Nth = 1, Times = 1, Cut = "after" });
        await invoicing.SendDueAsync();

        var entry = await invoicing.FindAsync(issued.Entry.Key);
        Console.WriteLine($"{entry!.State}: {entry.Acceptance?.Number}; KSeF took {ksef.Invoices.Count}");
        #endregion
        Expect.That(entry is { State: OutboxState.Accepted } && ksef.Invoices.Count == 1, "exactly one number after a lost answer");

        #region readme-guide-announce
        ksef.Beacon.Announce(new BeaconMessage
        {
            Id = "5",
            EventId = 5,
            Version = 1,
            Category = "FAILURE",
            Type = "FAILURE_START",
            Title = "Awaria KSeF",
            Text = "Trwa awaria.",
            Start = DateTimeOffset.UtcNow,
            Published = DateTimeOffset.UtcNow,
        });
        #endregion
        using var http = new HttpClient();
        var status = await http.GetStringAsync(new Uri(ksef.LatarniaAddress, "status"));
        Expect.That(status.Contains("FAILURE", StringComparison.Ordinal), "the beacon says so");
    }
}
