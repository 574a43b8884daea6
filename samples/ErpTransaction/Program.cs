using System.Data.Common;
using ErpTransaction;
using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime.Extensions;
using Npgsql;
using Rehearsals;

// The idea: the ERP's own row and the row of the outbox stand or fall together. Everything slow (validation, mode, deadline, signatures) happens before the transaction;
// inside it the outbox only inserts. Once with plain ADO.NET, once with EF Core.
var folder = args is [var given, ..] ? given : Path.Combine("out", "erp-transaction");
Directory.CreateDirectory(folder);
SQLitePCL.Batteries_V2.Init();
await using var ksef = await Rehearsal.StartAsync();
var postgres = Environment.GetEnvironmentVariable("KSEF_OFFLINE_POSTGRES");
Console.WriteLine(postgres is { Length: > 0 } ? "database: PostgreSQL" : "database: SQLite (set KSEF_OFFLINE_POSTGRES to a connection string for PostgreSQL)");
await using DbDataSource database = postgres is { Length: > 0 }
    ? NpgsqlDataSource.Create(postgres)
    : SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder, "erp.db")}");
await using var outbox = new SqlOutbox(database, postgres is { Length: > 0 } ? SqlDialect.PostgreSql : SqlDialect.Sqlite);
await outbox.MigrateAsync();
var erp = new ErpTable(database);
await erp.CreateAsync();

var nip = "5261040828";
using var http = new HttpClient();
using var token = new KsefTokenCredential(ksef.Token);
await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = ksef.Environment }, http, TimeProvider.System, token, outbox.Budget);
using var certificate = Rehearsal.Certificate();
using var signer = CertificateLinkSigner.FromCertificate(certificate);
var invoicing = new OfflineInvoicing(new OfflineInvoicingSetup
{
    Taxpayer = new TaxpayerContext("erp-" + Guid.NewGuid().ToString("N"), VerificationContext.ForNip(Nip.Parse(nip))),
    Environment = ksef.Environment,
    Outbox = OutboxPorts.Of(outbox),
    Gateway = gateway,
    Signer = signer,
});

// 1. Plain ADO.NET: one transaction, two rows.
var first = await PrepareAsync();
await using (var connection = await database.OpenConnectionAsync())
await using (var transaction = await connection.BeginTransactionAsync())
{
    await ErpTable.InsertAsync(transaction, first.Invoice.Key.Number, "ADO.NET");
    await EnqueueAsync(first, transaction);
    await transaction.CommitAsync();
}
await ExpectAsync(first, erpRow: true, outboxRow: true, "committed: both rows are there");

// 2. The ERP fails after the outbox row was written: neither is there, and the number in the register is free again.
var second = await PrepareAsync();
try
{
    await using var connection = await database.OpenConnectionAsync();
    await using var transaction = await connection.BeginTransactionAsync();
    await EnqueueAsync(second, transaction);
    await ErpTable.InsertAsync(transaction, second.Invoice.Key.Number, "ADO.NET");
    throw new TimeoutException("the warehouse says no");
}
catch (TimeoutException)
{
    await ExpectAsync(second, erpRow: false, outboxRow: false, "rolled back: neither row is there");
}

// 3. EF Core: the same, with the transaction that EF Core began.
if (postgres is { Length: > 0 })
{
    var third = await PrepareAsync();
    await using (var context = new ErpContext((NpgsqlDataSource)database))
    await using (var transaction = await context.Database.BeginTransactionAsync())
    {
        context.Invoices.Add(new ErpInvoice { Number = third.Invoice.Key.Number, Via = "EF Core" });
        await context.SaveChangesAsync();
        await EnqueueAsync(third, transaction.GetDbTransaction());
        await transaction.CommitAsync();
    }
    await ExpectAsync(third, erpRow: true, outboxRow: true, "EF Core, committed: both rows are there");

    var fourth = await PrepareAsync();
    await using (var context = new ErpContext((NpgsqlDataSource)database))
    await using (var transaction = await context.Database.BeginTransactionAsync())
    {
        await EnqueueAsync(fourth, transaction.GetDbTransaction());
        context.Invoices.Add(new ErpInvoice { Number = fourth.Invoice.Key.Number, Via = "EF Core" });
        await context.SaveChangesAsync();
    }
    await ExpectAsync(fourth, erpRow: false, outboxRow: false, "EF Core, not committed: neither row is there");
}
else
{
    Console.WriteLine("EF Core: left out, its provider here is the one for PostgreSQL");
}

// 4. What was committed, and nothing else, reaches KSeF.
await invoicing.SendDueAsync();
var report = await invoicing.ReportAsync();
var sent = report.Volumes.Sum(v => v.Accepted);
Console.WriteLine($"sent to KSeF, with numbers: {sent}");
if (report.Unsent.Count == 0 && sent == (postgres is { Length: > 0 } ? 2 : 1)) return 0;
Console.Error.WriteLine($"erp-transaction: {report.Unsent.Count} unsent, {sent} sent");
return 1;

async Task<PreparedDocument> PrepareAsync()
{
    var now = TimeProvider.System.GetUtcNow().ToInstant();
    var draft = InvoiceBuilder
        .Vat(Party.Seller(nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
        .Number($"ERP/{Guid.NewGuid():N}").IssuedOn(WarsawTime.DateOf(now))
        .GrossLine("Rower", 1, "szt.", 2460m, VatRate.Standard23)
        .Build();
    return await invoicing.PrepareAsync(draft.Issue(now), new IssueRequest { Actor = "erp" });
}

// Only inserts. A conflict is no exception: the transaction would be committed without the outbox row, so it has to end here.
async Task EnqueueAsync(PreparedDocument document, DbTransaction transaction)
{
    if (await outbox.Store.EnqueueAsync(document.Prepared, transaction, CancellationToken.None) is EnqueueOutcome.Conflict conflict)
        throw new InvalidOperationException($"{conflict.Key} is taken by other bytes: {conflict.Existing}"); // disposing the transaction rolls back
}

async Task ExpectAsync(PreparedDocument document, bool erpRow, bool outboxRow, string what)
{
    var key = document.Invoice.Key;
    var (inErp, inOutbox) = (await erp.HasAsync(key.Number), await invoicing.FindAsync(key) is not null);
    if (inErp != erpRow || inOutbox != outboxRow) throw new InvalidOperationException($"Expected '{what}', but {key.Number} is {(inErp ? "" : "not ")}in the ERP and {(inOutbox ? "" : "not ")}in the outbox.");
    Console.WriteLine(what);
}
