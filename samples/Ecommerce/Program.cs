using Ecommerce;
using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using Microsoft.Data.Sqlite;
using NodaTime.Extensions;
using Rehearsals;

// The idea: an online shop sells at night while KSeF is down. Each customer gets at once, by mail, the document that the law allows for him; when KSeF is back the invoices
// are sent, and every order gets its KSeF number. No host and no container: the parts are made with `new`.
var folder = args is [var given, ..] ? given : Path.Combine("out", "ecommerce");
Directory.CreateDirectory(folder);
SQLitePCL.Batteries_V2.Init();
await using var ksef = await Rehearsal.StartAsync();

var nip = "5261040828";
await using var database = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder, "shop.db")}");
await using var outbox = new SqlOutbox(database, SqlDialect.Sqlite);
await outbox.MigrateAsync();
using var http = new HttpClient();
using var token = new KsefTokenCredential(ksef.Token);
await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = ksef.Environment }, http, TimeProvider.System, token, outbox.Budget);
using var certificate = Rehearsal.Certificate();
using var signer = CertificateLinkSigner.FromCertificate(certificate);
var invoicing = new OfflineInvoicing(new OfflineInvoicingSetup
{
    Taxpayer = new TaxpayerContext("web-shop", VerificationContext.ForNip(Nip.Parse(nip))),
    Environment = ksef.Environment,
    Outbox = OutboxPorts.Of(outbox),
    Gateway = gateway,
    Signer = signer,
});
var run = Guid.NewGuid().ToString("N")[..8];
ShopOrder[] orders =
[
    new($"{run}-1", "zofia@example.pl", BuyerKind.Consumer, Party.Consumer("Zofia Ćwiklińska", "ul. Źródlana 7", "60-001 Poznań"), "Rower miejski", 2460.00m),
    new($"{run}-2", "biuro@example.pl", BuyerKind.DomesticWithNip, Party.Buyer("1111111111", "Żółw i Spółka sp. z o.o.", "ul. Łąkowa 1", "00-950 Warszawa"), "Kask", 123.00m),
];

// 1. The order is paid: invoice, mail, record of the hand-over. KSeF is not needed for any of it.
if (ksef.Emulator is { } down) down.Script.Outage = true;
var mails = new MailFolder(Path.Combine(folder, "mails"));
var clerk = new OutboxOperator(outbox.Store, outbox.Evidence);
foreach (var order in orders)
{
    var draft = InvoiceBuilder
        .Vat(Party.Seller(nip, "Rowery Pod Wiaduktem sp. z o.o.", "ul. Przemysłowa 3", "61-541 Poznań"), order.Customer)
        .Number($"WWW/{order.Number}").IssuedOn(WarsawTime.DateOf(TimeProvider.System.GetUtcNow().ToInstant()))
        .GrossLine(order.Goods, 1, "szt.", order.Gross, VatRate.Standard23)
        .Build();
    var issued = await invoicing.IssueAsync(draft, new IssueRequest { Actor = "web shop" });
    order.Invoice = issued.Entry.Key;
    var handOver = HandOverRules.For(LegalState.Of(issued.Entry.Mode.Mode), order.Buyer, PlaceOfSupply.Poland, number: null);
    mails.Send(order, issued, handOver);
    await clerk.RecordHandOverAsync(issued.Entry.Key, TimeProvider.System.GetUtcNow().ToInstant(), "mail", "web shop", CancellationToken.None);
    Console.WriteLine($"{order.Number}: mailed {handOver.Document} to {order.Mail}; must reach KSeF by {issued.Deadline.Due:uuuu-MM-dd}");
}

// 2. KSeF is back: send what is due, and let the numbers come home to the orders.
if (ksef.Emulator is { } up) up.Script.Outage = false;
await invoicing.SendDueAsync();
using var alerts = new AlertDesk(invoicing, [new OrderNumbers(orders)]);
await alerts.RunRoundAsync();

// 3. What must hold now.
foreach (var order in orders)
{
    var entry = await invoicing.FindAsync(order.Invoice!.Value);
    Console.WriteLine($"{order.Number}: KSeF number {order.KsefNumber}");
    Expect(order.KsefNumber is not null && order.KsefNumber == entry?.Acceptance?.Number, "every order has its KSeF number");
    Expect(entry?.Delivery.HandedOverAt is not null, "the hand-over is on record");
}
Expect(mails.DocumentOf(orders[0]) == HandOverDocument.Invoice, "a consumer gets the invoice itself, with two codes");
Expect(mails.DocumentOf(orders[1]) == HandOverDocument.TransactionConfirmation, "a Polish firm gets the confirmation of the transaction, and the invoice in KSeF");
Expect((await invoicing.ReportAsync()).Unsent.Count == 0, "nothing is left unsent");
return 0;

static void Expect(bool holds, string what)
{
    if (!holds) throw new InvalidOperationException("Expected that " + what + ".");
}
