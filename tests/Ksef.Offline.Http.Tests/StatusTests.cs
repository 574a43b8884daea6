using System.Globalization;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Http.Tests;

/// <summary>Every published status and code has one meaning for the invoice.</summary>
public sealed class StatusTests
{
    public static TheoryData<string, int, string> Rows()
    {
        var rows = new TheoryData<string, int, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Http.Tests", "Data", "statuses.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var cells = line.Split(" | ");
            rows.Add(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2]);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_status_or_code_means_this_for_the_invoice(string where, int code, string meaning)
    {
        await using var bench = await Bench.StartAsync(o => o with { Retries = 0 });
        bench.Add(Answer(where, code));
        var item = SampleInvoice.Item("FV/1");
        var outcome = where is "close" or "session" ? (await bench.SendBatchAsync([item])).Single() : await bench.SendAsync(item);
        if (where is "invoice" or "session")
        {
            // A session that failed as a whole shows no invoice.
            if (where == "session") bench.Add(new Trouble { On = "GET /sessions/*/invoices", Status = 200, ContentType = "application/json", Body = """{"invoices":[]}""" });
            var pending = Assert.IsType<GatewayOutcome.Pending>(outcome);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            outcome = await bench.FindAsync(item with { Reference = pending.Reference, LastAttemptAt = bench.Now });
        }
        Assert.Equal(meaning, outcome switch
        {
            GatewayOutcome.NotSent { NeedsPerson: true } => "NotSent (person)",
            GatewayOutcome.NotSent => "NotSent (wait)",
            GatewayOutcome.Rejected r => $"Rejected {r.Kind}",
            _ => outcome.GetType().Name,
        });
        if (outcome is GatewayOutcome.NotSent { Reason: var reason } && code is not (21173 or 21180)) Assert.Contains(code.ToString(CultureInfo.InvariantCulture), reason, StringComparison.Ordinal);
    }

    private static Trouble Answer(string where, int code) => where switch
    {
        "invoice" => new Trouble { On = "GET /sessions/*/invoices/*", Status = 200, ContentType = "application/json", Body = $$"""{"ordinalNumber":1,"referenceNumber":"20260202-EE-0000000000-0000000000-00","invoiceHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","invoicingDate":"2026-02-02T10:00:00Z","status":{"code":{{code}},"description":"x"} }""" },
        "login" => new Trouble { On = "GET /auth/*", Status = 200, ContentType = "application/json", Body = $$"""{"startDate":"2026-02-02T10:00:00Z","authenticationMethod":"Token","authenticationMethodInfo":{"category":"Token","code":"token","displayName":"Token"},"status":{"code":{{code}},"description":"x","details":["y"]} }""" },
        "session" => new Trouble { On = "GET /sessions/*", Status = 200, ContentType = "application/json", Body = $$"""{"status":{"code":{{code}},"description":"x"},"dateCreated":"2026-02-02T10:00:00Z","dateUpdated":"2026-02-02T10:00:00Z"}""" },
        _ => new Trouble
        {
            On = where switch { "send" => "POST /sessions/online/*/invoices", "close" => "POST /sessions/batch/*/close", _ => "POST /sessions/online" },
            Status = 400,
            ContentType = "application/problem+json",
            Body = $$"""{"title":"Bad Request","status":400,"instance":"x","detail":"x","errors":[{"code":{{code}},"description":"x","details":[]}],"timestamp":"2026-02-02T10:00:00Z","traceId":"t"}""",
        },
    };
}
