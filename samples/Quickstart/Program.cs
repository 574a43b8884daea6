using Ksef.Offline;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Extensions;
using Quickstart;

// One way, from a counter without KSeF to three KSeF numbers. Kill it at any moment and start it again: it goes on.
if (args is [LocalKsef.Switch, ..]) return await LocalKsef.RunAsync(args);
if (Arguments.Parse(args) is not { } arguments) return 2;
if (arguments.Fresh && Directory.Exists(arguments.Folder)) Directory.Delete(arguments.Folder, recursive: true);
Directory.CreateDirectory(arguments.Folder);
SQLitePCL.Batteries_V2.Init();

await using var ksef = await LocalKsef.StartAsync(arguments);
var taxpayer = new TaxpayerContext("shop", VerificationContext.ForNip(Nip.Parse(Shop.Nip)));
using var signer = Certificates.Signer(arguments.Folder, TimeProvider.System.GetUtcNow());
var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(arguments.Folder, "outbox.db") };
await using var database = SqliteFactory.Instance.CreateDataSource(connection.ConnectionString);
await using var outbox = new SqlOutbox(database, SqlDialect.Sqlite);
await outbox.MigrateAsync();

Show.Heading("1. KSeF is down");
await ksef.SetOutageAsync(down: true);
Show.Line("Nobody announced a failure: an unreachable host is offline24, never failure mode.");

Show.Heading("2. Three customers are waiting");
var counter = new Counter(outbox, taxpayer);
foreach (var order in Shop.Orders())
{
    var now = TimeProvider.System.GetUtcNow().ToInstant();
    var (entry, deadline, isNew) = await counter.IssueAsync(order, now);
    var folder = Path.Combine(arguments.Folder, order.Folder);
    var paper = Papers.Write(folder, ksef.Environment, IssuedInvoice.Read(entry.Bytes.Span), order, signer, now);
    Show.Line($"{order.Number} for {order.Customer}: {(isNew ? "issued" : "there since an earlier run")}; to hand over: {paper}, in {folder}");
    Show.Line($"    must reach KSeF by {deadline.Deadline}");
    foreach (var step in deadline.Steps) Show.Line("    - " + step);
}

Show.Heading("3. KSeF is back");
await ksef.SetOutageAsync(down: false);
using var http = new HttpClient();
using var credential = new KsefTokenCredential(ksef.Token);
await using (var gateway = new KsefGateway(new KsefGatewayOptions { Environment = ksef.Environment, AbsenceGrace = TimeSpan.FromSeconds(5) }, http, TimeProvider.System, credential, outbox.Budget))
{
    // One machine, one clock: a run that was killed is given up after fifteen seconds instead of two minutes.
    var hurry = new DispatcherOptions { LeaseDuration = Duration.FromSeconds(15), MaxClockSkew = Duration.FromSeconds(2), IdleDelay = Duration.FromSeconds(1) };
    if (await Waiting.ForKilledRunAsync(outbox.Store)) Show.Line("an earlier run was killed while sending: KSeF is asked before anything is sent again (up to half a minute)");
    var dispatcher = new Dispatcher(outbox.Store, outbox.Announcements, [new TaxpayerLane(taxpayer, gateway)], hurry, progress: new Progress());
    await dispatcher.RunUntilDrainedAsync(CancellationToken.None);
    await gateway.CloseSessionsAsync(CancellationToken.None);
}

Show.Heading("4. The register OFF - KSeF");
var rows = new List<string[]> { (string[])["own reference", "number", "KSeF number", "sent", "UPO"] };
await foreach (var entry in outbox.Store.ReadAsync(OutboxQuery.All, CancellationToken.None))
{
    var upo = await Upo.SaveAsync(outbox.Evidence, entry, Path.Combine(arguments.Folder, entry.Key.Number.Replace('/', '-')));
    rows.Add([entry.Reference.ToString(), entry.Key.Number, entry.Acceptance?.Number.ToString() ?? entry.State.ToString(), entry.Acceptance?.InvoicingDate.ToString() ?? "-", upo ?? "-"]);
}
Show.Table(rows);
var done = rows.Skip(1).Count(r => KsefNumber.TryParse(r[2], out _) && r[4] != "-");
if (done == 3) return 0;
Console.Error.WriteLine($"quickstart: {done} of 3 invoices have their KSeF number and its receipt (UPO)");
return 1;
