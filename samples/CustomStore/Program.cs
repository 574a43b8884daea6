using CustomStore;
using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using NodaTime.Extensions;
using Rehearsals;
using Xunit.Runner.InProc.SystemConsole;

// The idea: an outbox of one's own. This one is a single file, a journal of calls: what is to change is written and flushed first, then done in memory; opening the file
// again does the same calls again. It is far from fast, and it is proved: the conformance package runs its suites against it, with `dotnet test` and at the end of this run.
// Usage: CustomStore [folder]; `dotnet test` starts it with arguments of its own, for the proofs alone.
if (args.Length > 1 || args is [['-' or '@' or ':', ..]]) return await ConsoleRunner.Run(args);
var folder = args is [var given] ? given : Path.Combine("out", "custom-store");
Directory.CreateDirectory(folder);
await using var ksef = await Rehearsal.StartAsync();
var file = Path.Combine(folder, "outbox.journal");
using var http = new HttpClient();
using var token = new KsefTokenCredential(ksef.Token);
await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = ksef.Environment }, http, TimeProvider.System, token);
using var certificate = Rehearsal.Certificate();
using var signer = CertificateLinkSigner.FromCertificate(certificate);

// Issue, and forget everything but the file.
var now = TimeProvider.System.GetUtcNow().ToInstant();
var draft = InvoiceBuilder
    .Vat(Party.Seller("5261040828", "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
    .Number($"CS/{Guid.NewGuid():N}").IssuedOn(WarsawTime.DateOf(now))
    .GrossLine("Rower", 1, "szt.", 2460m, VatRate.Standard23)
    .Build();
var issued = await Open().IssueAsync(draft);
Console.WriteLine($"issued {issued.Entry.Key}: the journal has {new FileInfo(file).Length} bytes");

// A process died in the middle of writing: half a line at the end of the file is not a change.
await File.AppendAllTextAsync(file, """{"call":"enqueue","prepared":{"ent""");
await Open().SendDueAsync();
var sent = await Open().FindAsync(issued.Entry.Key);
Console.WriteLine($"reopened, sent: {sent?.State} {sent?.Acceptance?.Number}");
if (sent is not { State: OutboxState.Accepted, Acceptance: not null } || !sent.Bytes.Span.SequenceEqual(issued.Invoice.Bytes.Span))
{
    Console.Error.WriteLine("custom-store: the invoice did not come through the journal");
    return 1;
}

Console.WriteLine("the proofs:");
return await ConsoleRunner.Run(["-noColor", "-noLogo"]);

OfflineInvoicing Open() => new(new OfflineInvoicingSetup
{
    Taxpayer = new TaxpayerContext("shop", VerificationContext.ForNip(Nip.Parse("5261040828"))),
    Environment = ksef.Environment,
    Outbox = new JournalOutbox(file).Ports,
    Gateway = gateway,
    Signer = signer,
});
